/** What the Python SDK's `FrameworkProcessor` has its generated shell script do. */
export interface FrameworkScript {
  /** What it ends with, without the arguments that it hands on. */
  readonly command: readonly string[];
}

/** Where the script unpacks `sourcedir.tar.gz` and then runs the command. */
export const frameworkCodePath = '/opt/ml/processing/input/code';

/** The last line, such as `python3 preprocess.py "$@"`. */
const lastLine = /^([\w./-]+(?: [\w./-]+)+) "\$@"$/;

/** Everything else that the SDK writes into it (versions 2 and 3), one line each. */
const knownLines: readonly RegExp[] = [
  /^#/,
  /^set -e$/,
  /^cd \/opt\/ml\/processing\/input\/code\/$/,
  /^ls -la$/,
  /^exit 1$/,
  /^(?:else|fi)$/,
  /^tar -xzf sourcedir\.tar\.gz$/,
  /^if \[\[? -f '?(?:sourcedir\.tar\.gz|requirements\.txt)'? \]\]?; then$/,
  /^if ! hash aws 2>\/dev\/null; then$/,
  /^echo (?:'[^'$`]*'|"[^"$`]*")$/,
  /^pip uninstall --yes typing$/,
  /^python -m pip install -r requirements\.txt$/,
  /^python3 \/opt\/ml\/processing\/input\/code\/install_requirements\.py requirements\.txt$/,
];

/**
 * Recognises the shell script that `FrameworkProcessor` uploads as `runproc.sh`. It is reproduced and
 * not run: it names places of a container, and it would install packages into the user's own Python.
 * `undefined` for every other script, also for one of the SDK's to which something has been added.
 */
export function readFrameworkScript(text: string): FrameworkScript | undefined {
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const command = lastLine.exec(lines.at(-1) ?? '')?.[1]?.split(' ');
  const rest = lines.slice(0, -1);
  const isKnown = rest.every((line) => knownLines.some((known) => known.test(line)));
  const unpacks = rest.includes('tar -xzf sourcedir.tar.gz');
  return command !== undefined && isKnown && unpacks ? { command } : undefined;
}
