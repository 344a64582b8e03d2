import * as vscode from 'vscode';
import { AppError, type Mend } from '../../core/errors';
import { notify } from '../../platform/prompts';
import { runInTerminal } from '../../platform/terminal';
import type { BackendLoader } from '../backend';
import type { ChosenConnection } from './chosenConnection';

interface MendingPorts {
  readonly backend: BackendLoader;
  readonly chosen: ChosenConnection;
}

/**
 * Does what mends a connection, or finds out what the chosen one lacks and does that. A sign-in in a
 * terminal goes on by itself: the views recover when the AWS CLI has written its token.
 */
export async function mendConnection(ports: MendingPorts, known?: Mend): Promise<void> {
  const mend = known ?? (await missing(ports));
  if (mend?.act === 'signIn') {
    runInTerminal(vscode.l10n.t('AWS sign-in'), mend.command);
  } else if (mend?.act === 'mfaCode') {
    const { connections } = await ports.backend();
    connections.renew(mend.connectionId);
    ports.chosen.renew(mend.connectionId);
  }
}

async function missing({ chosen }: MendingPorts): Promise<Mend | undefined> {
  try {
    const connection = await chosen.open();
    const { id, alias } = await connection.account();
    const text = vscode.l10n.t(
      '{0} is signed in, to account {1}.',
      connection.info.label,
      alias ?? id,
    );
    void notify('info', text);
    return undefined;
  } catch (error) {
    if (error instanceof AppError && error.mend !== undefined) {
      return error.mend;
    }
    throw error;
  }
}
