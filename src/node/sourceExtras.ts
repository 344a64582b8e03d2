import type { Dirent } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import type { ExtraProblem } from '../core/packaging/extraProblem';
import { FolderFilter, neverPacked } from '../core/packaging/ignoreRules';
import { isSystemError } from './files';
import { relativeInside } from './relativeInside';
import { canBeRead } from './sourceAccess';
import { isVirtualEnvironment } from './sourceWalk';

interface Place {
  /** At the archive's root. */
  readonly name: string;
  /** Absolute. */
  readonly file: string;
}

/** A file or folder that is packed at the archive's root. */
export type PackedExtra =
  | (Place & { readonly kind: 'folder'; readonly entries: readonly Dirent[] })
  | (Place & {
      readonly kind: 'file';
      readonly found: { readonly size: number; readonly changed: number };
    });

interface Refused {
  readonly kind: 'refused';
  readonly problem: ExtraProblem;
}

const refused = (problem: ExtraProblem): Refused => ({ kind: 'refused', problem });

/**
 * Looks at what is to be packed beside the source folder, whose real path is `root`; `names` are taken.
 * What is named is meant, so no limit of size holds for a file, and no rule of tools for a folder's name.
 */
export async function lookAtExtra(
  given: string,
  root: string,
  names: ReadonlySet<string>,
): Promise<PackedExtra | Refused> {
  const file = path.resolve(given);
  const name = path.basename(file);
  try {
    const real = await realpath(file);
    const problem = placeProblem(real, root) ?? (names.has(name) ? 'twice' : nameProblem(real));
    return problem === undefined ? await open({ name, file }) : refused(problem);
  } catch (error) {
    if (isSystemError(error, 'EACCES', 'EPERM')) {
      return refused('forbidden');
    }
    if (isSystemError(error, 'ENOENT', 'ENOTDIR', 'ELOOP')) {
      return refused('missing');
    }
    throw error;
  }
}

function placeProblem(real: string, root: string): ExtraProblem | undefined {
  if (relativeInside(real, root) !== undefined) {
    return 'holds';
  }
  return relativeInside(root, real) === undefined ? undefined : 'inside';
}

/** A link is no way around the names that are never packed, and neither is a folder of theirs. */
function nameProblem(real: string): ExtraProblem | undefined {
  const names = real.split(path.sep);
  if (names.some((name) => neverPacked.has(name)) || path.basename(real) === '') {
    return 'unpackable';
  }
  return names.some((name) => defaults.decide(name, true) === 'secret') ? 'secret' : undefined;
}

const defaults = FolderFilter.ofRoot({});

async function open(place: Place): Promise<PackedExtra | Refused> {
  const found = await stat(place.file);
  if (found.isDirectory()) {
    const entries = await readdir(place.file, { withFileTypes: true });
    return isVirtualEnvironment(entries)
      ? refused('unpackable')
      : { ...place, kind: 'folder', entries };
  }
  if (!found.isFile()) {
    return refused('unpackable');
  }
  const { size, mtimeMs: changed } = found;
  return (await canBeRead(place.file, found))
    ? { ...place, kind: 'file', found: { size, changed } }
    : refused('forbidden');
}
