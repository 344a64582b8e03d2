// @ts-check
const path = require('node:path');
const CopyPlugin = require('copy-webpack-plugin');

/** esbuild only transpiles; webpack's own minimiser drops the unused part of the SDK's schemas. */
const typescript = {
  test: /\.ts$/,
  loader: 'esbuild-loader',
  options: { target: 'es2022', tsconfig: './tsconfig.base.json' },
};

/** @param {string} name @returns {import('webpack').Configuration} */
const base = (name) => ({
  name,
  mode: 'production',
  devtool: false,
  resolve: { extensions: ['.ts', '.js'] },
  module: { rules: [typescript] },
  performance: { hints: false },
});

/** @type {import('webpack').Configuration} */
const extension = {
  ...base('extension'),
  target: 'node20',
  entry: { extension: './src/extension.ts' },
  output: {
    path: path.resolve(__dirname, 'dist'),
    filename: '[name].js',
    chunkFilename: 'chunks/[name].js',
    library: { type: 'commonjs2' },
    // What the other configurations and the scripts put into dist is theirs.
    clean: { keep: /^(sandbox|webview|test|screenshots|bench\.json|.*\.vsix)/ },
  },
  externals: { vscode: 'commonjs vscode' },
  optimization: { chunkIds: 'named', splitChunks: { chunks: 'async' } },
};

/** @type {import('webpack').Configuration} */
const sandbox = {
  ...base('sandbox'),
  target: 'node20',
  entry: { sandbox: './src/sandbox/main.ts' },
  output: { path: path.resolve(__dirname, 'dist/sandbox'), filename: '[name].js', clean: true },
  plugins: [new CopyPlugin({ patterns: [{ from: 'media/sandbox' }] })],
};

/** @type {import('webpack').Configuration} */
const webview = {
  ...base('webview'),
  target: 'web',
  entry: { launch: './src/webview/launch/main.ts', logs: './src/webview/logs/main.ts' },
  output: { path: path.resolve(__dirname, 'dist/webview'), filename: '[name].js', clean: true },
  module: {
    rules: [
      {
        ...typescript,
        options: { ...typescript.options, tsconfig: './src/webview/tsconfig.json' },
      },
    ],
  },
  optimization: {
    splitChunks: {
      cacheGroups: {
        vendor: { test: /node_modules/, name: 'vendor', chunks: 'all', enforce: true },
      },
    },
  },
  plugins: [
    new CopyPlugin({
      patterns: [
        { from: 'node_modules/@vscode/codicons/dist/codicon.{css,ttf}', to: '[name][ext]' },
      ],
    }),
  ],
};

module.exports = [extension, sandbox, webview];
