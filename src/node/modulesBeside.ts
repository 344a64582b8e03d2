import { readFileSync, realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import type { ReadModule } from '../core/training/inspect/modulesBeside';
import { relativeInside } from './relativeInside';

/** Modules that are looked for; a script that imports more is followed no further. */
const maxNames = 200;

/** Longer files are data rather than code, and no inspection follows them. */
const maxBytes = 320_000;

/**
 * Gives the inspection the modules that stand beside a script, by the name that an import gives them.
 * Nothing outside of the script's folder is read, also not through a link. One for each inspection.
 * `unsaved` gives the text of a file that is being edited.
 */
export function modulesBeside(
  script: string,
  unsaved: (file: string) => string | undefined = () => undefined,
): ReadModule {
  const folder = path.dirname(path.resolve(script));
  let real: string | undefined;
  const realFolder = (): string => (real ??= realpathSync(folder));
  let left = maxNames;
  return (name) => {
    // What lies above the script's folder is not beside it.
    if (!/^\.?[\w.]*$/.test(name) || name.startsWith('..') || left === 0) {
      return undefined;
    }
    left -= 1;
    const place = path.join(folder, ...name.split('.').filter((part) => part !== ''));
    const files = [`${place}.py`, path.join(place, '__init__.py')];
    const file = files.find((one) => isModule(one, realFolder));
    return file === undefined ? undefined : (unsaved(file) ?? textOf(file));
  };
}

/**
 * Whether there is such a file that may be read; a pipe would keep its reader waiting. `folder` is asked for
 * the real one only where there is a file: most names are of packages.
 */
function isModule(file: string, folder: () => string): boolean {
  try {
    const stats = statSync(file, { throwIfNoEntry: false });
    const isFit = stats?.isFile() === true && stats.size <= maxBytes;
    return isFit && relativeInside(folder(), realpathSync(file)) !== undefined;
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
