// Who may import whom; the table stands in ARCHITECTURE.md. `vscode` resolves to its types package.
const vscode = '(^vscode$|@types/vscode/)';
const sdk = 'node_modules/(@aws-sdk|@smithy)/';
const nodeBuiltin = { dependencyTypes: ['core'] };

/** @param {string} from @param {string} to */
const forbid = (name, from, to) => ({
  name,
  severity: 'error',
  from: { path: from },
  to: typeof to === 'string' ? { path: to } : to,
});

/** A layer sees only the layers named. */
const only = (layer, allowed) => ({
  name: `${layer}-sees-only-${allowed.join('-')}`,
  severity: 'error',
  from: { path: `^src/${layer}/` },
  to: { path: '^src/', pathNot: `^src/(${[layer, ...allowed].join('|')})/` },
});

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    { name: 'no-unresolved', severity: 'error', from: {}, to: { couldNotResolve: true } },
    forbid('no-tests-in-product', '^src/', '^test/'),
    forbid('no-vscode-below-ui', '^src/(core|shared|node|aws|resources|sandbox|webview)/', vscode),
    forbid('no-sdk-in-pure-code', '^src/(core|shared|node|platform|ui|commands|webview)/', sdk),
    forbid('no-aws-clients-in-sandbox', '^src/sandbox/', 'node_modules/@aws-sdk/'),
    forbid('no-node-in-pure-code', '^src/(core|shared|resources|webview)/', nodeBuiltin),
    only('core', ['shared']),
    only('shared', ['core']),
    only('node', ['core']),
    only('aws', ['core', 'node']),
    only('resources', ['core']),
    only('sandbox', ['core', 'shared', 'node']),
    {
      name: 'platform-sees-only-core-node',
      severity: 'error',
      from: { path: '^src/platform/' },
      to: { path: '^src/', pathNot: '^src/(ids\\.ts|(platform|core|node)/)' },
    },
    only('webview', ['shared', 'core']),
    {
      name: 'ui-and-commands-see-no-others',
      severity: 'error',
      from: { path: '^src/(ui|commands)/' },
      to: {
        path: '^src/',
        pathNot: '^src/(ids\\.ts|(ui|commands|platform|core|shared|aws|resources|node)/)',
      },
    },
    {
      name: 'clients-are-injected',
      comment: 'ui and commands know aws, resources and node by type only',
      severity: 'error',
      from: { path: '^src/(ui|commands)/' },
      to: { path: '^src/(aws|resources|node)/', dependencyTypesNot: ['type-only'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'default'] },
  },
};
