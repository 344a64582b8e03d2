import type { Dirent } from 'node:fs';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { FolderFilter } from '../core/packaging/ignoreRules';

/** A module that lies where a job's script would not find it. */
export interface ModuleAbove {
  readonly module: string;
  /** Absolute file or folder. */
  readonly path: string;
  /** Which of the folders has it at its top, or in one of its folders. */
  readonly folder: string;
  readonly isAtTop: boolean;
}

/** Folders of one folder that are looked through; more are no sources. */
const mostFolders = 100;

/**
 * Finds modules at the top of `folders`, which are absolute and the nearest first, else one folder below
 * them. What cannot be read holds none.
 */
export async function modulesAbove(
  modules: readonly string[],
  folders: readonly string[],
): Promise<readonly ModuleAbove[]> {
  const found = new Map<string, ModuleAbove>();
  const take = async (place: string, folder: string): Promise<void> => {
    const wanted = modules.filter((module) => !found.has(module));
    for (const [module, file] of wanted.length === 0 ? [] : await modulesIn(place, wanted)) {
      found.set(module, { module, path: file, folder, isAtTop: place === folder });
    }
  };
  for (const folder of folders) {
    await take(folder, folder);
  }
  for (const folder of folders) {
    for (const name of found.size === modules.length ? [] : await foldersIn(folder)) {
      await take(path.join(folder, name), folder);
    }
  }
  return modules.flatMap((module) => found.get(module) ?? []);
}

async function modulesIn(
  folder: string,
  modules: readonly string[],
): Promise<readonly (readonly [string, string])[]> {
  const entries = await entriesOf(folder);
  const found: (readonly [string, string])[] = [];
  for (const module of modules) {
    const named = entries.filter((one) => one.name === (one.isFile() ? `${module}.py` : module));
    for (const entry of named) {
      const file = path.join(folder, entry.name);
      if (entry.isFile() || (await holdsCode(file))) {
        found.push([module, file]);
        break;
      }
    }
  }
  return found;
}

/** A folder of data may have the name of a module too. */
const holdsCode = async (folder: string): Promise<boolean> =>
  (await entriesOf(folder)).some(({ name }) => name.endsWith('.py'));

async function foldersIn(folder: string): Promise<readonly string[]> {
  const entries = await entriesOf(folder);
  return entries
    .filter((entry) => entry.isDirectory() && rules.decide(entry.name, true) === 'kept')
    .slice(0, mostFolders)
    .map(({ name }) => name);
}

const rules = FolderFilter.ofRoot({});

async function entriesOf(folder: string): Promise<readonly Dirent[]> {
  try {
    return await readdir(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}
