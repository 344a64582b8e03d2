import * as vscode from 'vscode';

/** One row of a pick, with what it stands for. */
export interface Choice<T> extends vscode.QuickPickItem {
  readonly value: T;
}

interface PickTexts {
  readonly title: string;
  readonly placeholder: string;
  /** Whether it outlives the loss of its focus: a page that is just made, or had it before an earlier box, takes it late. */
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

/** What a button of a pick's row stands for. */
interface Press<T> {
  /** Name of a codicon. */
  readonly icon: string;
  readonly tooltip: string;
  readonly value: T;
}

/** The same, with buttons in rows that stand for something else; `undefined`: dismissed. */
export function pickOrPress<T>(
  choices: readonly (Choice<T> & { readonly presses?: readonly Press<T>[] })[],
  texts: PickTexts,
): Promise<T | undefined> {
  const box = vscode.window.createQuickPick<Choice<T>>();
  const presses = new Map<vscode.QuickInputButton, T>();
  box.title = texts.title;
  box.placeholder = texts.placeholder;
  box.matchOnDescription = true;
  box.items = choices.map((choice) => ({
    ...choice,
    buttons: (choice.presses ?? []).map(({ icon, tooltip, value }) => {
      const button = { iconPath: new vscode.ThemeIcon(icon), tooltip };
      presses.set(button, value);
      return button;
    }),
  }));
  return new Promise<T | undefined>((resolve) => {
    box.onDidAccept(() => resolve(box.selectedItems[0]?.value));
    box.onDidTriggerItemButton(({ button }) => resolve(presses.get(button)));
    box.onDidHide(() => resolve(undefined));
    box.show();
  }).finally(() => box.dispose());
}

/** Lets the person pick any number of texts; `undefined`: dismissed. */
export async function pickSeveral(
  choices: readonly (vscode.QuickPickItem & { readonly picked: boolean })[],
  texts: PickTexts,
): Promise<readonly string[] | undefined> {
  const picked = await vscode.window.showQuickPick(choices, {
    title: texts.title,
    placeHolder: texts.placeholder,
    canPickMany: true,
  });
  return picked?.map(({ label }) => label);
}

/** Takes a text whose effect is seen while it is typed; Escape puts the first one back. */
export function typeText(texts: {
  readonly title: string;
  readonly placeholder: string;
  readonly value: string;
  readonly typed: (text: string) => void;
}): Promise<void> {
  const { title, placeholder, value, typed } = texts;
  const box = Object.assign(vscode.window.createInputBox(), { title, placeholder, value });
  return new Promise<void>((resolve) => {
    let isAccepted = false;
    box.onDidChangeValue(typed);
    box.onDidAccept(() => {
      isAccepted = true;
      box.hide();
    });
    box.onDidHide(() => {
      if (!isAccepted) {
        typed(value);
      }
      resolve();
    });
    box.show();
  }).finally(() => box.dispose());
}

/** Asks for a line of text; `validate` says what is wrong with it. `undefined`: dismissed. */
export async function askText(texts: {
  readonly title: string;
  readonly prompt: string;
  /** What is there to be changed. */
  readonly value?: string | undefined;
  readonly validate: (text: string) => string | undefined;
}): Promise<string | undefined> {
  const { title, prompt, value = '', validate } = texts;
  // Whoever has to look at another device comes back to find the box still there.
  return vscode.window.showInputBox({
    title,
    prompt,
    value,
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

/** A modal question with several answers, the first of them the usual one; `undefined`: dismissed. */
export async function confirmOneOf(
  question: string,
  detail: string,
  buttons: readonly string[],
): Promise<string | undefined> {
  return await vscode.window.showWarningMessage(question, { modal: true, detail }, ...buttons);
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
