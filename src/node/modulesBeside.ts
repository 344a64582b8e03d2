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
 */
export function modulesBeside(script: string): ReadModule {
  const folder = path.dirname(path.resolve(script));
  let left = maxNames;
  return (name) => {
    // What lies above the script's folder is not beside it.
    if (!/^\.?[\w.]*$/.test(name) || name.startsWith('..') || left === 0) {
      return undefined;
    }
    left -= 1;
    const place = path.join(folder, ...name.split('.').filter((part) => part !== ''));
    return textOf(`${place}.py`, folder) ?? textOf(path.join(place, '__init__.py'), folder);
  };
}

/** `undefined` where there is none that may be read; a pipe would keep its reader waiting. */
function textOf(file: string, folder: string): string | undefined {
  try {
    const real = realpathSync(file);
    const stats = statSync(real);
    const isInside = relativeInside(realpathSync(folder), real) !== undefined;
    const isRead = isInside && stats.isFile() && stats.size <= maxBytes;
    return isRead ? readFileSync(real, 'utf8') : undefined;
  } catch {
    return undefined;
  }
}
