// @ts-check
// Runs on a fresh clone, so it needs nothing but Node itself. Installs the dependencies when they
// are missing or out of date, then runs the TypeScript script that was asked for.
import { spawn, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import path from 'node:path';

const commands = ['start', 'test', 'bench', 'package', 'sandbox', 'inspect', 'corpus', 'images'];
const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

/** @param {string} message @returns {never} */
function refuse(message) {
  console.error(message);
  process.exit(1);
}

function checkNode() {
  if (Number(process.versions.node.split('.')[0]) < 20) {
    refuse(`Node.js 20 or newer is needed; this is ${process.version}.`);
  }
}

/** npm's own JavaScript when npm started us, so that no shell is needed (Windows' npm.cmd). */
function npmCommand() {
  const script = process.env['npm_execpath'];
  return script?.endsWith('.js')
    ? { file: process.execPath, args: [script], shell: false }
    : { file: 'npm', args: [], shell: process.platform === 'win32' };
}

/** @param {string} file @returns {Record<string, {version?: string, optional?: boolean}>} */
function lockedPackages(file) {
  return JSON.parse(readFileSync(path.join(root, file), 'utf8')).packages;
}

/** Whether what npm last wrote into node_modules is what the lock file asks for. */
function isInstalled() {
  let installed;
  try {
    installed = lockedPackages('node_modules/.package-lock.json');
  } catch {
    return false;
  }
  const wanted = Object.entries(lockedPackages('package-lock.json'));
  return wanted.every(
    ([name, { version, optional }]) =>
      name === '' || installed[name]?.version === version || (optional && !installed[name]),
  );
}

function installDependencies() {
  if (isInstalled()) {
    return;
  }
  console.error('Installing the dependencies (npm ci) …');
  const npm = npmCommand();
  const result = spawnSync(
    npm.file,
    [...npm.args, 'ci', '--no-audit', '--no-fund', '--loglevel=error'],
    {
      cwd: root,
      stdio: ['ignore', process.stderr, process.stderr],
      shell: npm.shell,
    },
  );
  if (result.error) {
    refuse(`npm could not be started (${result.error.message}). It comes with Node.js 20+.`);
  }
  if (result.status !== 0) {
    refuse(`npm ci ended with ${result.status}; its own words are above.`);
  }
}

/** Runs scripts/NAME.ts in this terminal; exit code and signals pass through. */
function runScript(/** @type {string} */ name, /** @type {string[]} */ args) {
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', path.join(root, 'scripts', `${name}.ts`), ...args],
    { cwd: root, stdio: 'inherit' },
  );
  // A terminal's Ctrl+C reaches the child by itself; a signal sent to us alone must be handed on.
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.on(signal, () => child.kill(signal));
  }
  child.on('exit', (code, signal) => {
    process.exitCode = code ?? (signal ? 1 : 0);
  });
}

const [command, ...args] = process.argv.slice(2);
if (!command || !commands.includes(command)) {
  refuse(`Usage: node scripts/bootstrap.mjs ${commands.join('|')} [options]`);
}
checkNode();
installDependencies();
runScript(command, args);
