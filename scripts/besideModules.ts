import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import type { ReadModule } from '../src/core/training/inspect/modulesBeside';

/** Gives the inspection the modules that stand beside a script, by the name that an import gives them. */
export function modulesBeside(script: string): ReadModule {
  const folder = path.dirname(path.resolve(script));
  return (name) => {
    // What lies above the script's folder is not beside it.
    if (!/^\.?[\w.]*$/.test(name) || name.startsWith('..')) {
      return undefined;
    }
    const place = path.join(folder, ...name.split('.').filter((part) => part !== ''));
    return textOf(`${place}.py`) ?? textOf(path.join(place, '__init__.py'));
  };
}

/** `undefined` where there is none. */
function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
