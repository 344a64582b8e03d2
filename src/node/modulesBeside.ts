import { readFileSync, realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import type { ReadModule } from '../core/training/inspect/modulesBeside';
import { relativeInside } from './relativeInside';

/** Modules that are looked for; a script that imports more is followed no further. */
const maxNames = 200;

/** Longer files are data rather than code, and no inspection follows them. */
const maxBytes = 320_000;

/**
 * Gives the inspection the modules that a job's script finds, by the name that an import gives them: those
 * beside it, then those of `packed`, which are absolute: the source folder, and what stands at the root
 * with it. Nothing outside of these is read, also not through a link. One for each inspection.
 * `unsaved` gives the text of a file that is being edited.
 */
export function modulesBeside(
  script: string,
  packed: readonly string[] = [],
  unsaved: (file: string) => string | undefined = () => undefined,
): ReadModule {
  const folder = path.dirname(path.resolve(script));
  const [source = folder, ...extras] = packed;
  let real: readonly string[] | undefined;
  const realRoots = (): readonly string[] => (real ??= [source, ...extras].flatMap(realOf));
  let left = maxNames;
  return (name) => {
    // What lies above the script's folder is not beside it.
    if (!/^\.?[\w.]*$/.test(name) || name.startsWith('..') || left === 0) {
      return undefined;
    }
    left -= 1;
    const parts = name.split('.').filter((part) => part !== '');
    const others = name.startsWith('.') ? [] : atRoot(source, extras, parts);
    const files = [path.join(folder, ...parts), ...others].flatMap(filesOf);
    const file = files.find((one) => isModule(one, realRoots));
    return file === undefined ? undefined : (unsaved(file) ?? textOf(file));
  };
}

/** Where a module may lie in the source folder, and what was put beside it under the name of its package. */
function atRoot(
  source: string,
  extras: readonly string[],
  [first = '', ...rest]: readonly string[],
): readonly string[] {
  const named = extras.filter((extra) => path.basename(extra).replace(/\.py$/, '') === first);
  const below = named.map((extra) => path.join(extra.replace(/\.py$/, ''), ...rest));
  return [path.join(source, first, ...rest), ...below];
}

const filesOf = (place: string): readonly string[] => [
  `${place}.py`,
  path.join(place, '__init__.py'),
];

/** What is gone holds nothing. */
function realOf(place: string): readonly string[] {
  try {
    return [realpathSync(place)];
  } catch {
    return [];
  }
}

/**
 * Whether there is such a file that may be read; a pipe would keep its reader waiting. `roots` are asked for
 * the real ones only where there is a file: most names are of packages.
 */
function isModule(file: string, roots: () => readonly string[]): boolean {
  try {
    const stats = statSync(file, { throwIfNoEntry: false });
    const isFit = stats?.isFile() === true && stats.size <= maxBytes;
    if (!isFit) {
      return false;
    }
    const real = realpathSync(file);
    return roots().some((root) => relativeInside(root, real) !== undefined);
  } catch {
    return false;
  }
}

function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
