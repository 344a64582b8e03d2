import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import type { LaunchDraft, LaunchState } from '../../shared/contracts/launch';

/** What the form names to be packed. */
type NamedSource = Pick<LaunchDraft, 'sourceFolder' | 'alsoPacked'>;

/** Where a script's code comes from. */
export interface SourceRoots {
  /** Relative to the script's folder, with `/`. */
  readonly sourceFolder: string;
  /** Absolute folder whose files are packed at the root. */
  readonly directory: string;
  /** The script, relative to `directory`, with `/`. */
  readonly entryPoint: string;
  /** Absolute files and folders that are packed at the root under their own names. */
  readonly alsoPacked: readonly string[];
}

/** As for a script that nobody has chosen anything for. */
export const ownFolder: NamedSource = { sourceFolder: '.', alsoPacked: [] };

export function sourceRoots(script: string, named: NamedSource): SourceRoots {
  const own = dirname(script);
  const directory = resolve(own, named.sourceFolder);
  return {
    sourceFolder: named.sourceFolder,
    directory,
    entryPoint: relative(directory, script).split(sep).join('/'),
    alsoPacked: named.alsoPacked.map((path) => resolve(own, path)),
  };
}

/** Everything of which something is packed. */
export const packedPlaces = ({ directory, alsoPacked }: SourceRoots): readonly string[] => [
  directory,
  ...alsoPacked,
];

/**
 * The folders that a script may be packed from, as in a draft: its own, and those round it up to the
 * workspace folder, but neither the root of the file system nor `home`.
 */
export function allowedSourceFolders(
  script: string,
  workspaceFolder: string | undefined,
  home: string,
): readonly string[] {
  const isFit = (folder: string): boolean =>
    folder !== dirname(folder) && !`${home}${sep}`.startsWith(`${folder}${sep}`);
  const own = dirname(script);
  const above: string[] = [];
  let folder = own;
  while (folder !== workspaceFolder) {
    folder = dirname(folder);
    above.push(folder);
    if (folder === dirname(folder) && folder !== workspaceFolder) {
      return ['.'];
    }
  }
  return ['.', ...above.filter(isFit).map((one) => relative(own, one).split(sep).join('/'))];
}

/** Folders as a form offers them, by their way from the outermost; also `chosen`, where that is none of them. */
export function offeredSourceFolders(
  script: string,
  allowed: readonly string[],
  chosen: string,
): LaunchState['sourceFolders'] {
  const own = dirname(script);
  const outermost = resolve(own, allowed.at(-1) ?? '.');
  const offered = allowed.map((value) => {
    const way = relative(dirname(outermost), resolve(own, value));
    return { value, label: way.split(sep).join('/') };
  });
  return allowed.includes(chosen)
    ? offered
    : [...offered, { value: chosen, label: resolve(own, chosen) }];
}

/** The file that stands at a path of the archive. */
export function packedFile({ directory, alsoPacked }: SourceRoots, path: string): string {
  const [first = '', ...rest] = path.split('/');
  const extra = alsoPacked.find((one) => basename(one) === first);
  return extra === undefined ? join(directory, path) : join(extra, ...rest);
}

/** Which folder of this computer a debugger finds at which one of the job's copy, the deepest first. */
export function pathMappings(
  { directory, alsoPacked }: SourceRoots,
  codeFolder: string,
): readonly { readonly localRoot: string; readonly remoteRoot: string }[] {
  return [...alsoPacked.map((one) => [one, basename(one)] as const), [directory, ''] as const].map(
    ([localRoot, name]) => ({
      localRoot,
      remoteRoot: name === '' ? codeFolder : join(codeFolder, name),
    }),
  );
}
