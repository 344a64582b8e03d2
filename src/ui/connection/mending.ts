import * as vscode from 'vscode';
import { AppError, type Mend } from '../../core/errors';
import { notify } from '../../platform/prompts';
import { runInTerminal } from '../../platform/terminal';
import type { BackendLoader } from '../backend';
import type { ChosenConnection } from './chosenConnection';
import { pickShown } from './pickShown';

interface MendingPorts {
  readonly backend: BackendLoader;
  readonly chosen: ChosenConnection;
}

/**
 * Does what mends a connection, or finds out what one that is shown lacks and does that. A sign-in in a
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
  const onAws = chosen.shown.filter(({ runsHere }) => !runsHere);
  const shownId = await pickShown(onAws, {
    title: vscode.l10n.t('SageMaker: sign in to AWS'),
    placeholder: vscode.l10n.t('Connections that are shown'),
  });
  if (shownId === undefined) {
    return undefined;
  }
  try {
    const connection = await chosen.openShown(shownId);
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
