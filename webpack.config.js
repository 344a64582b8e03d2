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

/**
 * One chunk for each library that is loaded by itself, under a name that does not change with its
 * modules: the package's file list is compared with a committed one.
 * @param {string} name @param {string} packages
 */
const libraryChunk = (name, packages, priority = 10) => ({
  name,
  priority,
  enforce: true,
  test: new RegExp(`[\\\\/]node_modules[\\\\/](${packages.replaceAll('/', '[\\\\/]')})[\\\\/]`),
});

const libraryChunks = {
  sagemaker: libraryChunk('sdk-sagemaker', '@aws-sdk/client-sagemaker'),
  logs: libraryChunk('sdk-logs', '@aws-sdk/client-cloudwatch-logs'),
  s3: libraryChunk(
    'sdk-s3',
    '@aws-sdk/client-s3|@aws-sdk/middleware-sdk-s3|@aws-sdk/checksums|@aws-sdk/signature-v4-multi-region',
  ),
  sts: libraryChunk('sdk-sts', '@aws-sdk/client-sts'),
  iam: libraryChunk('sdk-iam', '@aws-sdk/client-iam'),
  pickers: libraryChunk('sdk-pickers', '@aws-sdk/client-(ec2|kms)|@aws-sdk/middleware-sdk-ec2'),
  credentials: libraryChunk(
    'sdk-credentials',
    '@aws-sdk/(credential-provider.*|nested-clients|token-providers)|@smithy/credential-provider-imds',
  ),
  sdk: libraryChunk('sdk', '@aws-sdk|@smithy|@aws-crypto|@aws', 5),
  python: libraryChunk('python-grammar', '@lezer'),
  yaml: libraryChunk('yaml', 'yaml'),
  others: libraryChunk('libraries', '.+', 1),
};

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
  optimization: {
    chunkIds: 'named',
    splitChunks: { chunks: 'async', cacheGroups: libraryChunks },
  },
};

/** @type {import('webpack').Configuration} */
const sandbox = {
  ...base('sandbox'),
  target: 'node20',
  entry: {
    sandbox: './src/sandbox/main.ts',
    // A thread's program.
    digests: './src/sandbox/services/s3/digestWorker.ts',
  },
  output: { path: path.resolve(__dirname, 'dist/sandbox'), filename: '[name].js', clean: true },
  plugins: [new CopyPlugin({ patterns: [{ from: 'media/sandbox' }] })],
};

/** @type {import('webpack').Configuration} */
const webview = {
  ...base('webview'),
  target: 'web',
  entry: {
    launch: './src/webview/launch/main.ts',
    logs: './src/webview/logs/main.ts',
    tuning: './src/webview/tuning/main.ts',
  },
  output: { path: path.resolve(__dirname, 'dist/webview'), filename: '[name].js', clean: true },
  module: {
    rules: [
      {
        ...typescript,
        options: { ...typescript.options, tsconfig: './src/webview/tsconfig.json' },
      },
      { test: /\.css$/, type: 'asset/source' },
    ],
  },
  optimization: {
    splitChunks: {
      cacheGroups: {
        // For the pages that draw curves alone.
        plots: { ...libraryChunk('plots', 'uplot'), chunks: 'all' },
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
