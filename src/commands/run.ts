import * as vscode from 'vscode';
import { AppError, type ErrorReason } from '../core/errors';
import type { CommandArguments, CommandId } from '../ids';
import type { Output } from '../platform/output';
import { notify, type Button } from '../platform/prompts';
import { mendLabels } from '../ui/connection/mendLabels';

/** Runs one of our commands by id, with its own arguments. */
export function runCommand<K extends CommandId>(
  id: K,
  ...args: CommandArguments[K]
): Thenable<unknown> {
  return vscode.commands.executeCommand(id, ...args);
}

const button = (label: string, id: CommandId): Button => ({
  label,
  run: () => vscode.commands.executeCommand(id),
});

/** The one place where failures become messages: says what and why, and offers what mends it. */
export async function guard(what: string, work: () => unknown, output: Output): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (isCancellation(error)) {
      return;
    }
    output.error(what, error);
    await report(error);
  }
}

async function report(error: unknown): Promise<void> {
  if (error instanceof AppError) {
    await notify('error', error.message, mendings(error));
    return;
  }
  await notify(
    'error',
    vscode.l10n.t('Something went wrong inside the extension: {0}', String(error)),
    [showDetails()],
  );
}

const showDetails = (): Button =>
  button(vscode.l10n.t('Show Details'), 'sagemakerWorkbench.output.show');

const chooseAnother = (): Button =>
  button(vscode.l10n.t('Choose Connection'), 'sagemakerWorkbench.connection.choose');

/** At most two buttons, the mending one first. What the message itself tells to mend has none. */
function mendings({ reason, mend }: AppError): readonly Button[] {
  if (mend !== undefined) {
    const run = () => runCommand('sagemakerWorkbench.connection.signIn', mend);
    return [{ label: mendLabels()[mend.act], run }, chooseAnother()];
  }
  const silent: readonly ErrorReason[] = ['invalid', 'conflict'];
  const elsewhere: readonly ErrorReason[] = ['expired', 'denied', 'network'];
  if (silent.includes(reason)) {
    return [];
  }
  if (reason === 'noPython') {
    return [button(vscode.l10n.t('Choose Interpreter'), 'sagemakerWorkbench.python.choose')];
  }
  if (reason === 'sandboxUnavailable') {
    const label = vscode.l10n.t('Restart Sandbox');
    return [button(label, 'sagemakerWorkbench.sandbox.restart'), showDetails()];
  }
  if (elsewhere.includes(reason)) {
    return [chooseAnother(), showDetails()];
  }
  return [showDetails()];
}

/** The person's own wish needs no message. */
function isCancellation(error: unknown): boolean {
  return (
    AppError.is(error, 'cancelled') ||
    error instanceof vscode.CancellationError ||
    (error instanceof Error && error.name === 'AbortError')
  );
}
