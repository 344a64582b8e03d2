import Module from 'node:module';

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
};

interface Loader {
  _load(request: string, ...rest: readonly unknown[]): unknown;
}

const loader = Module as unknown as Loader;
const load = loader._load.bind(loader);
loader._load = (request, ...rest) => (request === 'vscode' ? fakeVscode : load(request, ...rest));
