import type { ExtraProblem } from '../core/packaging/extraProblem';

/** A file of the code archive. */
export interface SourceFile {
  /** Name in the archive: relative to the source folder or to what is packed beside it, with `/`. */
  readonly path: string;
  /** Absolute. */
  readonly file: string;
  /** Bytes, when it was listed. */
  readonly size: number;
  /** When it was changed last before it was listed, in milliseconds. */
  readonly changed: number;
  /** It was named itself, so no ignore file speaks of it. */
  readonly isNamed?: true;
}

/** Why something is left out that a person may miss. */
export type LeftOutReason =
  /** Its name says that it holds secrets. */
  | 'secret'
  /** Data, a model or any file above the limits of `sizeLimits.ts`. */
  | 'large'
  /** A link into the folder of version control, which no rule brings back. */
  | 'repository'
  /** A link that leads out of the source folder. */
  | 'outside'
  /** A link that leads nowhere. */
  | 'broken'
  /** Its name is no UTF-8, so the archive could not name it. */
  | 'name';

export interface LeftOut {
  readonly path: string;
  readonly reason: LeftOutReason;
  /** Bytes of a file that is too large. */
  readonly size: number;
}

/** Why something is left out as it is meant to be. */
export type RuledOutReason =
  /** By an ignore file. */
  | 'rule'
  /** It belongs to tools or to this computer. */
  | 'standard'
  /** A virtual environment. */
  | 'environment'
  /** It is uploaded as a channel's data. */
  | 'data';

/** A folder that is packed: the source folder, or one beside it. */
export interface SourceRoot {
  /** Of its paths in the archive, with `/` at the end; `''` is the source folder. */
  readonly prefix: string;
  /** Absolute. */
  readonly directory: string;
}

export interface RefusedExtra {
  /** As it was given. */
  readonly path: string;
  readonly problem: ExtraProblem;
}

export interface SourceListing {
  /** In order of their paths' code units, so that equal folders give equal archives. */
  readonly files: readonly SourceFile[];
  readonly totalBytes: number;
  readonly leftOut: readonly LeftOut[];
  /** Files and whole folders; the first of `ruledOutCount`. */
  readonly ruledOut: readonly { readonly path: string; readonly reason: RuledOutReason }[];
  readonly ruledOutCount: number;
  /** Files and folders that may not be read. Nothing is packed while there are any: they may be needed. */
  readonly unreadable: readonly string[];
  /** Ignore files that may not be read, of whose folders nobody can tell what is packed. Nothing is, either. */
  readonly unreadableRules: readonly string[];
  /** Folders that have a `.sagemakerignore`, by their paths in the archive, with `/` at the end. */
  readonly ignoreFolders: readonly string[];
  /** The source folder first. */
  readonly roots: readonly SourceRoot[];
  /** What cannot be packed beside it. Nothing is packed while there is any. */
  readonly refused: readonly RefusedExtra[];
}
