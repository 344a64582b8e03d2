import type { Dirent, Stats } from 'node:fs';
import { readdir, readFile, realpath } from 'node:fs/promises';
import path from 'node:path';
import { AppError } from '../core/errors';
import { numberFormat } from '../core/numberFormat';
import {
  FolderFilter,
  ignoreFileNames,
  type IgnoreTexts,
  type SourceVerdict,
} from '../core/packaging/ignoreRules';
import { shownPath } from '../core/packaging/shownPath';
import { isTooLarge } from '../core/packaging/sizeLimits';
import { isSystemError } from './files';
import { linkProblem } from './linkedSource';
import { relativeInside } from './relativeInside';
import { canBeRead, lookAt, unlessForbidden } from './sourceAccess';
import type { LeftOut, LeftOutReason, RuledOutReason, SourceFile } from './sourceListing';

/** As many as anyone looks through. */
const mostRuledOut = 500;

/** More than this is never source code but a data set or a home folder. */
const mostFiles = 20_000;

/** What was found in all folders that are packed together; as in `SourceListing`. */
export interface FoundSource {
  readonly files: SourceFile[];
  readonly leftOut: LeftOut[];
  readonly ruledOut: { readonly path: string; readonly reason: RuledOutReason }[];
  ruledOutCount: number;
  readonly unreadable: Set<string>;
  readonly unreadableRules: Set<string>;
  readonly ignoreFolders: string[];
}

export const nothingFound = (): FoundSource => ({
  ...{ files: [], leftOut: [], ruledOut: [], ruledOutCount: 0 },
  ...{ unreadable: new Set(), unreadableRules: new Set(), ignoreFolders: [] },
});

export interface WalkOptions {
  /** Absolute paths that are uploaded as channels instead. */
  readonly excluded: ReadonlySet<string>;
  readonly signal: AbortSignal | undefined;
}

interface Walk extends WalkOptions {
  /** The real folder, out of which no link may lead. */
  readonly root: string;
  readonly found: FoundSource;
}

interface Folder {
  readonly directory: string;
  /** Its path in the archive with `/` at the end; empty for the source folder. */
  readonly prefix: string;
  readonly filter: FolderFilter;
  /** A rule brings it back with all that no other rule leaves out of it. */
  readonly isChosen: boolean;
  /** The real folders that lead here and this one, so that a link to one of them ends the walk. */
  readonly within: ReadonlySet<string>;
}

/** An entry that the rules let through. */
interface Entry {
  readonly path: string;
  readonly file: string;
  readonly found: Stats;
  readonly isChosen: boolean;
}

/** Adds what is packed of a folder, whose entries are given, to `found`, with `prefix` before its paths. */
export async function walkRoot(
  { directory, prefix }: Pick<Folder, 'directory' | 'prefix'>,
  entries: readonly Dirent[],
  found: FoundSource,
  options: WalkOptions,
): Promise<void> {
  const root = await realpath(directory);
  const walk: Walk = { ...options, root, found };
  const filter = FolderFilter.ofRoot(await ignoreTexts(walk, { directory, prefix }, entries));
  const within = new Set([root]);
  await walkFolder(walk, { directory, prefix, filter, isChosen: false, within }, entries);
}

async function ignoreTexts(
  walk: Walk,
  { directory, prefix }: Pick<Folder, 'directory' | 'prefix'>,
  entries: readonly Dirent[],
): Promise<IgnoreTexts> {
  const names = new Set(entries.map(({ name }) => name));
  const texts: Partial<Record<(typeof ignoreFileNames)[number], string>> = {};
  for (const name of ignoreFileNames.filter((one) => names.has(one))) {
    try {
      const read = (): Promise<string> => readFile(path.join(directory, name), 'utf8');
      const text = await unlessForbidden(() => walk.found.unreadableRules.add(prefix + name), read);
      if (text !== undefined) {
        texts[name] = text;
      }
    } catch (error) {
      if (!isSystemError(error, 'ENOENT', 'EISDIR')) {
        throw error;
      }
    }
  }
  if (texts['.sagemakerignore'] !== undefined) {
    walk.found.ignoreFolders.push(prefix);
  }
  return texts;
}

/** Entries that are looked at together: on a slow disk the waiting adds up. */
const lookedAtTogether = 64;

async function walkFolder(walk: Walk, folder: Folder, entries: readonly Dirent[]): Promise<void> {
  for (let from = 0; from < entries.length; from += lookedAtTogether) {
    walk.signal?.throwIfAborted();
    const some = entries.slice(from, from + lookedAtTogether);
    for (const entry of await Promise.all(some.map((one) => look(walk, folder, one)))) {
      if (entry?.found.isDirectory() === true) {
        await enter(walk, folder, entry);
      } else if (entry?.found.isFile() === true) {
        await addFile(walk, entry);
      }
    }
  }
}

/** The entry, unless it is left out, gone, or uploaded by itself. */
async function look(walk: Walk, folder: Folder, entry: Dirent): Promise<Entry | undefined> {
  const name = folder.prefix + entry.name;
  const file = path.join(folder.directory, entry.name);
  // Before the disk is asked: most of what is left out is told by its name.
  const early = entry.isSymbolicLink()
    ? 'kept'
    : folder.filter.decide(entry.name, entry.isDirectory());
  const rule = walk.excluded.has(file) ? 'data' : rules[early];
  if (rule !== undefined) {
    ruleOut(walk, name, rule);
    return undefined;
  }
  if (early === 'secret') {
    leaveOut(walk, name, 'secret');
    return undefined;
  }
  if (entry.isSymbolicLink()) {
    return await followLink(walk, folder, entry.name);
  }
  const forbidden = (): void => {
    addForbidden(walk, name);
  };
  const found = await unlessForbidden(forbidden, () => lookAt(file));
  if (!found && entry.name.includes('\uFFFD')) {
    leaveOut(walk, name, 'name');
  }
  return found && { path: name, file, found, isChosen: isChosen(folder, early) };
}

const isChosen = (folder: Folder, verdict: SourceVerdict): boolean =>
  folder.isChosen || verdict === 'chosen';

/** What a link leads to inside the folder is packed as if it were there. */
async function followLink(walk: Walk, folder: Folder, name: string): Promise<Entry | undefined> {
  const file = path.join(folder.directory, name);
  const { target, inside, found } = await followed(walk, file);
  const verdict = folder.filter.decide(name, found?.isDirectory() ?? false);
  const rule = rules[verdict];
  if (rule !== undefined) {
    ruleOut(walk, folder.prefix + name, rule);
    return undefined;
  }
  if (target === null && verdict !== 'secret') {
    addForbidden(walk, folder.prefix + name);
    return undefined;
  }
  const reason = linkProblem({ verdict, target: target ?? undefined, inside });
  if (reason !== undefined || !found) {
    leaveOut(walk, folder.prefix + name, reason ?? 'broken');
    return undefined;
  }
  return { path: folder.prefix + name, file, found, isChosen: isChosen(folder, verdict) };
}

/** Where a link ends: `null` where that may not be asked, `undefined` where it leads nowhere. */
async function targetOf(link: string): Promise<string | null | undefined> {
  try {
    return await realpath(link);
  } catch (error) {
    return isSystemError(error, 'EACCES', 'EPERM') ? null : undefined;
  }
}

/** `inside` is the way from the source folder to its target, which is looked at only there. */
async function followed(walk: Walk, link: string) {
  const target = await targetOf(link);
  const inside = typeof target === 'string' ? relativeInside(walk.root, target) : undefined;
  const found = !target || inside === undefined ? undefined : await lookAt(target);
  return { target, inside, found };
}

async function enter(walk: Walk, folder: Folder, entry: Entry): Promise<void> {
  const real = await realpath(entry.file);
  if (folder.within.has(real)) {
    return;
  }
  const entries = await unlessForbidden(
    () => walk.found.unreadable.add(entry.path),
    () => readdir(entry.file, { withFileTypes: true }),
  );
  if (!entries) {
    return;
  }
  if (isVirtualEnvironment(entries)) {
    ruleOut(walk, entry.path, 'environment');
    return;
  }
  const place = { directory: entry.file, prefix: `${entry.path}/` };
  const texts = await ignoreTexts(walk, place, entries);
  const below: Folder = {
    ...place,
    filter: folder.filter.below(path.basename(entry.file), texts),
    isChosen: entry.isChosen,
    within: new Set([...folder.within, real]),
  };
  await walkFolder(walk, below, entries);
}

/** Whatever its name: a virtual environment (PEP 405) or one of conda. */
export const isVirtualEnvironment = (entries: readonly Dirent[]): boolean =>
  entries.some(({ name }) => name === 'pyvenv.cfg' || name === 'conda-meta');

async function addFile(walk: Walk, entry: Entry): Promise<void> {
  const { path: name, file, found } = entry;
  if (!entry.isChosen && isTooLarge(name, found.size)) {
    leaveOut(walk, name, 'large', found.size);
    return;
  }
  if (!(await canBeRead(file, found))) {
    addForbidden(walk, name);
    return;
  }
  walk.found.files.push({ path: name, file, size: found.size, changed: found.mtimeMs });
  if (walk.found.files.length > mostFiles) {
    throw new AppError(
      'invalid',
      `The source folder has more than ${numberFormat('en').format(mostFiles)} files: ${shownPath(walk.root)}. Leave folders out with a .sagemakerignore file.`,
    );
  }
}

/** Of an ignore file it is told apart: no rule could do without it. */
function addForbidden({ found }: Walk, name: string): void {
  if (!found.unreadableRules.has(name)) {
    found.unreadable.add(name);
  }
}

function leaveOut(walk: Walk, name: string, reason: LeftOutReason, size = 0): void {
  walk.found.leftOut.push({ path: name, reason, size });
}

const rules: Readonly<Partial<Record<SourceVerdict, RuledOutReason>>> = {
  ignored: 'rule',
  standard: 'standard',
};

function ruleOut(walk: Walk, name: string, reason: RuledOutReason): void {
  walk.found.ruledOutCount++;
  if (walk.found.ruledOut.length < mostRuledOut) {
    walk.found.ruledOut.push({ path: name, reason });
  }
}
