import * as vscode from 'vscode';
import { decidingFolder, ignoreLine, leavableByLines } from '../../core/packaging/ignoreLine';
import {
  secretKindName,
  type FileSecret,
  type LetThrough,
} from '../../core/packaging/secrets/blockedSecrets';
import { shownPath } from '../../core/packaging/shownPath';
import { sourceLinks } from '../../core/training/sourceLinks';
import type { SourceListing } from '../../node/sourceListing';
import type { PackedCode, PreflightLine } from '../../shared/contracts/launch';
import { packedCode } from './packedCode';
import { secretLines, secretOf } from './secretLines';
import { SecretNumbers } from './secretNumbers';
import { SecretLook, type ScanSource } from './secretLook';
import { failedLine, listingLines, lookLines } from './sourceLines';

export interface SourcePorts {
  /** Lists what would be packed of the source folder but for the absolute paths `exclude`. */
  listSource(exclude: readonly string[], signal: AbortSignal): Promise<SourceListing>;
  readonly scanSource: ScanSource;
  /**
   * Adds lines to the `.sagemakerignore` of a folder, where it can be undone. `folder` is relative to the
   * source folder, with `/` at the end; `''` is that itself.
   */
  addIgnoreLines(folder: string, lines: readonly string[]): Promise<void>;
  /** Opens the source folder's `.sagemakerignore`, which is made where there is none. */
  openIgnoreFile(): Promise<void>;
  /** Secrets of the source folder that a person has let through. */
  letThrough(): readonly LetThrough[];
  rememberLetThrough(secrets: readonly LetThrough[]): Promise<void>;
  /** A question before something is done that cannot be taken back. */
  confirm(question: string, detail: string, button: string): Promise<boolean>;
  /** Opens a file of the source folder at a line. */
  showLine(path: string, line: number): Promise<void>;
}

const none: readonly FileSecret[] = [];

/** What was made of a listing, once: there may be many files. */
interface Listed {
  readonly listing: SourceListing;
  readonly lines: readonly PreflightLine[];
  readonly code: PackedCode;
}

/** The lines of secrets, with what they were made of. */
interface ToldSecrets {
  readonly secrets: ReadonlyMap<string, FileSecret>;
  /** What was let through, as text. */
  readonly allowed: string;
  readonly lines: readonly PreflightLine[];
}

/** What is packed of the source folder, and what looks like a secret in it; the newest look counts. */
export class SourceCheck {
  private listed: Listed | undefined;
  private failure: PreflightLine | undefined;
  private listing = new AbortController();
  private readonly secretLook: SecretLook;
  private readonly numbers = new SecretNumbers();
  private told: ToldSecrets | undefined;
  private exclude: readonly string[] = [];

  constructor(
    private readonly ports: SourcePorts,
    /** The file that the job starts; it cannot be left out. */
    private readonly script: string,
    private readonly changed: () => void,
  ) {
    this.secretLook = new SecretLook(ports.scanSource, changed);
  }

  /** Resolves when the folder was listed; the look for secrets goes on, and stops no start. */
  async look(exclude: readonly string[]): Promise<void> {
    this.exclude = exclude;
    this.listing.abort();
    const { signal } = (this.listing = new AbortController());
    try {
      const listing = await this.ports.listSource(exclude, signal);
      if (!signal.aborted) {
        this.listed = this.take(listing);
        this.failure = undefined;
        this.secretLook.through(listing.files);
      }
    } catch (error) {
      if (!signal.aborted) {
        this.listed = undefined;
        this.failure = failedLine(error);
      }
    }
    this.changed();
  }

  /** Ends all that is under way. */
  stop(): void {
    this.listing.abort();
    this.secretLook.end();
  }

  get lines(): readonly PreflightLine[] {
    if (this.failure) {
      return [this.failure];
    }
    if (!this.listed) {
      const message = vscode.l10n.t('Reading the folder…');
      return [{ id: 'source', tone: 'busy', message }];
    }
    return [...this.listed.lines, ...lookLines(this.secretLook), ...this.tellSecrets()];
  }

  /** Each state of the page asks for them, and there may be many: made once of what they hang on. */
  private tellSecrets(): readonly PreflightLine[] {
    const { secrets } = this;
    const letThrough = this.ports.letThrough();
    const allowed = JSON.stringify(letThrough);
    if (this.told?.secrets !== secrets || this.told.allowed !== allowed) {
      this.told = { secrets, allowed, lines: secretLines(secrets, letThrough, this.script) };
    }
    return this.told.lines;
  }

  /** What the page lists; `null` until it is known. */
  get code(): PackedCode | null {
    return this.listed?.code ?? null;
  }

  /** Leaves a file out by a line of the ignore file; none that is not packed, and not the script. */
  async leaveOut(path: string): Promise<void> {
    const isPacked = this.listed?.listing.files.some((file) => file.path === path) ?? false;
    if (isPacked && path !== this.script) {
      await this.writeIgnoreLines([path], false);
    }
  }

  /** Packs what is left out for its name or size; of what may hold secrets only when asked. */
  async pack(path: string): Promise<void> {
    const left = this.listed?.listing.leftOut.find((one) => one.path === path);
    const isMeant = left?.reason === 'large' || (left && (await this.confirmName(path)));
    if (isMeant === true) {
      await this.writeIgnoreLines([path], true);
    }
  }

  /** Follows a link of one of the lines; one that is gone does nothing. */
  async follow(id: string): Promise<void> {
    const secret = secretOf(id, this.secrets);
    await (secret ? this.followSecret(id, secret) : this.links.get(id)?.());
    this.changed();
  }

  private readonly links = new Map<string, () => unknown>([
    [sourceLinks.stop, () => this.secretLook.stop()],
    [sourceLinks.scan, () => this.secretLook.again()],
    [sourceLinks.scanAll, () => this.secretLook.readAll()],
    [sourceLinks.list, () => this.look(this.exclude)],
    [sourceLinks.leaveOutUnreadable, () => this.leaveOutUnreadable()],
    [sourceLinks.ignoreFile, () => this.ports.openIgnoreFile()],
    [sourceLinks.blockAgain, () => this.ports.rememberLetThrough([])],
  ]);

  private leaveOutUnreadable(): Promise<void> {
    const unreadable = this.listed?.listing.unreadable ?? [];
    return this.writeIgnoreLines(leavableByLines(unreadable, this.script), false);
  }

  private take(listing: SourceListing): Listed {
    const code = packedCode(listing, this.script);
    return { listing, lines: listingLines(listing, this.script), code };
  }

  private get secrets(): ReadonlyMap<string, FileSecret> {
    return this.numbers.number(this.secretLook.found?.secrets ?? none);
  }

  private async followSecret(id: string, secret: FileSecret): Promise<void> {
    const { path, line, kind, fingerprint } = secret;
    if (id.startsWith(sourceLinks.show)) {
      await this.ports.showLine(path, line);
    } else if (id.startsWith(sourceLinks.leaveOut)) {
      await this.leaveOut(path);
    } else if (await this.confirmSecret(secret)) {
      const before = this.ports.letThrough();
      await this.ports.rememberLetThrough([...before, { path, kind, fingerprint }]);
    }
  }

  private confirmSecret({ path, line, kind }: FileSecret): Promise<boolean> {
    return this.ports.confirm(
      vscode.l10n.t('Upload {0} with what looks like a secret?', shownPath(path)),
      vscode.l10n.t(
        'Line {0}: {1}. Whoever may read the job’s code or its bucket can then read it, and it stays there after the job. This is remembered for this secret in this file; another one is asked about again.',
        line,
        secretKindName(kind),
      ),
      vscode.l10n.t('Let Through'),
    );
  }

  private confirmName(path: string): Promise<boolean> {
    return this.ports.confirm(
      vscode.l10n.t('Pack {0}, whose name says that it holds secrets?', shownPath(path)),
      vscode.l10n.t(
        'A line in .sagemakerignore brings it back. Whoever may read the job’s code or its bucket can then read it, and it stays there after the job. Secrets that are found in it are asked about one by one.',
      ),
      vscode.l10n.t('Pack It'),
    );
  }

  private async writeIgnoreLines(paths: readonly string[], keep: boolean): Promise<void> {
    const lines = new Map<string, readonly string[]>();
    for (const path of paths) {
      const folder = decidingFolder(path, this.listed?.listing.ignoreFolders ?? []);
      const line = ignoreLine(path.slice(folder.length), keep);
      if (line !== undefined) {
        lines.set(folder, [...(lines.get(folder) ?? []), line]);
      }
    }
    for (const [folder, added] of lines) {
      await this.ports.addIgnoreLines(folder, added);
    }
    await this.look(this.exclude);
  }
}
