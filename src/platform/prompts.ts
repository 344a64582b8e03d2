import * as vscode from 'vscode';

/** One row of a pick, with what it stands for. */
export interface Choice<T> extends vscode.QuickPickItem {
  readonly value: T;
}

interface PickTexts {
  readonly title: string;
  readonly placeholder: string;
  /** Whether it outlives the loss of its focus, which a page that is just being made may take. */
  readonly staysOpen?: boolean;
}

/** Lets the person pick one of `choices`, which may still be on their way; `undefined`: dismissed. */
export async function pick<T>(
  choices: readonly Choice<T>[] | Promise<readonly Choice<T>[]>,
  texts: PickTexts,
): Promise<T | undefined> {
  const picked = await vscode.window.showQuickPick<Choice<T>>(choices, {
    title: texts.title,
    placeHolder: texts.placeholder,
    matchOnDescription: true,
    matchOnDetail: true,
    ignoreFocusOut: texts.staysOpen === true,
  });
  return picked?.value;
}

/** Asks for a line of text; `validate` says what is wrong with it. `undefined`: dismissed. */
export async function askText(texts: {
  readonly title: string;
  readonly prompt: string;
  readonly validate: (text: string) => string | undefined;
}): Promise<string | undefined> {
  const { title, prompt, validate } = texts;
  // Whoever has to look at another device comes back to find the box still there.
  return vscode.window.showInputBox({
    title,
    prompt,
    validateInput: validate,
    ignoreFocusOut: true,
  });
}

/** A modal question before something is stopped or destroyed; the button repeats the verb. */
export async function confirm(
  question: string,
  detail: string | undefined,
  button: string,
): Promise<boolean> {
  const answer = await vscode.window.showWarningMessage(question, { modal: true, detail }, button);
  return answer === button;
}

/** A button of a notification. */
export interface Button {
  readonly label: string;
  readonly run: () => unknown;
}

type Severity = 'info' | 'warning' | 'error';

/** Shows a notification and runs the button that was pressed; resolves once it is gone. */
export async function notify(
  severity: Severity,
  message: string,
  buttons: readonly Button[] = [],
): Promise<void> {
  const show = {
    info: vscode.window.showInformationMessage,
    warning: vscode.window.showWarningMessage,
    error: vscode.window.showErrorMessage,
  }[severity];
  const pressed = await show(message, ...buttons.map(({ label }) => label));
  await buttons.find(({ label }) => label === pressed)?.run();
}
