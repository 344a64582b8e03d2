// @ts-check
import js from '@eslint/js';
import tseslint from 'typescript-eslint';

/**
 * Editor-time twin of the layer rules; dependency-cruiser holds the whole graph.
 * @param {string[]} layers @param {string[]} banned
 */
const layer = (layers, banned) => ({
  files: layers.map((name) => `src/${name}/**/*.ts`),
  rules: {
    'no-restricted-imports': /** @type {const} */ ([
      'error',
      { patterns: banned.map((group) => ({ group: [group] })) },
    ]),
  },
});

export default tseslint.config(
  { ignores: ['dist/', 'media/samples/', '**/*.cjs', 'webpack.config.js'] },
  js.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      complexity: ['error', 10],
      'max-lines': ['error', { max: 300 }],
      'max-params': ['error', 4],
      'no-console': 'error',
      eqeqeq: 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { disallowTypeAnnotations: false }],
      '@typescript-eslint/no-import-type-side-effects': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // Ids are read from records by name; strictest's index signature rule wants the brackets.
      '@typescript-eslint/dot-notation': 'off',
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/prefer-readonly': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
    },
  },
  {
    files: ['scripts/**/*.mjs'],
    languageOptions: { globals: { process: 'readonly', console: 'readonly', URL: 'readonly' } },
  },
  { files: ['scripts/**', 'test/**'], rules: { 'no-console': 'off' } },
  layer(['core', 'shared'], ['vscode', '@aws-sdk/*', '@smithy/*', 'node:*']),
  layer(['node'], ['vscode', '@aws-sdk/*', '@smithy/*']),
  layer(['aws', 'resources'], ['vscode']),
  layer(['sandbox'], ['vscode', '@aws-sdk/*']),
  layer(['platform', 'ui', 'commands'], ['@aws-sdk/*', '@smithy/*']),
  layer(['webview'], ['vscode', 'node:*', '@aws-sdk/*']),
);
