import Module from 'node:module';

interface Shown {
  readonly severity: string;
  readonly message: string;
  readonly buttons: readonly string[];
}

interface Offered {
  readonly label: string;
}

/** Notifications in the order they were shown. */
export const shown: Shown[] = [];

let answer: (choices: readonly Offered[]) => Offered | undefined = () => undefined;
let offered: Offered[] = [];

/** Answers the next picks; the list returned fills with what they offer. */
export function answerWith(choose: typeof answer): readonly Offered[] {
  answer = choose;
  offered = [];
  return offered;
}

const show =
  (severity: string) =>
  (message: string, ...buttons: readonly string[]): Promise<undefined> => {
    shown.push({ severity, message, buttons });
    return Promise.resolve(undefined);
  };

/**
 * Stands in for the `vscode` module in tests of code that only builds values with it. Import it
 * before the code under test; whatever is missing here needs a test inside VS Code.
 */
const fakeVscode = {
  l10n: {
    t: (message: string, ...values: readonly unknown[]): string =>
      message.replace(/\{(\d+)\}/g, (_, index: string) => String(values[Number(index)])),
  },
  TreeItemCollapsibleState: { None: 0, Collapsed: 1, Expanded: 2 },
  TreeItem: class {
    constructor(
      readonly label: string,
      readonly collapsibleState = 0,
    ) {}
  },
  ThemeIcon: class {
    constructor(
      readonly id: string,
      readonly color?: unknown,
    ) {}
  },
  ThemeColor: class {
    constructor(readonly id: string) {}
  },
  CancellationError: class extends Error {},
  window: {
    showInformationMessage: show('info'),
    showWarningMessage: show('warning'),
    showErrorMessage: show('error'),
    showQuickPick: async (choices: readonly Offered[] | Promise<readonly Offered[]>) => {
      const all = await choices;
      offered.push(...all);
      return answer(all);
    },
  },
};

interface Loader {
  _load(request: string, ...rest: readonly unknown[]): unknown;
}

const loader = Module as unknown as Loader;
const load = loader._load.bind(loader);
loader._load = (request, ...rest) => (request === 'vscode' ? fakeVscode : load(request, ...rest));
