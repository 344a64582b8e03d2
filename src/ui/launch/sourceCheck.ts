import * as vscode from 'vscode';
import { extraProblemText } from '../../core/packaging/extraProblem';
import { leavableByLines } from '../../core/packaging/ignoreLine';
import {
  secretKindName,
  type FileSecret,
  type LetThrough,
} from '../../core/packaging/secrets/blockedSecrets';
import { shownPath } from '../../core/packaging/shownPath';
import { sourceLinks } from '../../core/training/sourceLinks';
import type { listSourceFiles } from '../../node/sourceFiles';
import type { SourceFile, SourceListing } from '../../node/sourceListing';
import type { FieldErrors, PackedCode, PreflightLine } from '../../shared/contracts/launch';
import { ignorePlace } from './ignorePlace';
import { isLeftOutByLine, isPackable, leftOutAs, packedCode } from './packedCode';
import { secretLines, secretOf } from './secretLines';
import { SecretNumbers } from './secretNumbers';
import { SecretLook, type ScanSource } from './secretLook';
import {
  failedLine,
  listingLines,
  lookLines,
  refusedLine,
  ruledOutPlace,
  unpackedScriptLine,
} from './sourceLines';
import type { SourceRoots } from './sourceRoots';

export interface SourcePorts {
  /** Lists what would be packed. */
  readonly listSource: typeof listSourceFiles;
  readonly scanSource: ScanSource;
  /** Adds lines to the `.sagemakerignore` of an absolute folder, where it can be undone. */
  addIgnoreLines(folder: string, lines: readonly string[]): Promise<void>;
  /** Opens the `.sagemakerignore` of an absolute folder, which is made where there is none. */
  openIgnoreFile(folder: string): Promise<void>;
  /** Secrets that a person has let through with an absolute source folder. */
  letThrough(folder: string): readonly LetThrough[];
  rememberLetThrough(secrets: readonly LetThrough[], folder: string): Promise<void>;
  /** A question before something is done that cannot be taken back. */
  confirm(question: string, detail: string, button: string): Promise<boolean>;
  /** Opens a file, by its absolute path, at a line. */
  showLine(file: string, line: number): Promise<void>;
}

const none: readonly FileSecret[] = [];
const setupFile = 'setup.py';

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
  readonly listing: SourceListing;
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
    /** As the form says now. */
    private readonly roots: () => SourceRoots,
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
      const { directory, alsoPacked } = this.roots();
      const options = { exclude, alsoPacked, signal };
      const listing = await this.ports.listSource(directory, options);
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
    const { listing, lines } = this.listed;
    return [
      ...this.refusedLines,
      ...lines,
      ...lookLines(this.secretLook),
      ...this.tellSecrets(listing),
    ];
  }

  private get refusedLines(): readonly PreflightLine[] {
    const refused = this.listed?.listing.refused ?? [];
    return this.roots().alsoPacked.flatMap((path, index) => {
      const one = refused.find((each) => each.path === path);
      return one ? [refusedLine(one, index)] : [];
    });
  }

  /** What is against parts of what is `alsoPacked` in the form, at their fields. */
  errors(alsoPacked: readonly string[]): FieldErrors {
    const refused = this.listed?.listing.refused ?? [];
    return Object.fromEntries(
      alsoPacked.flatMap((path, index) => {
        const problem = refused.find((one) => one.path === path)?.problem;
        return problem === undefined ? [] : [[`alsoPacked:${index}`, extraProblemText(problem)]];
      }),
    );
  }

  /** Whether images take the code for a package, and start the script as a module of it. */
  get isPackage(): boolean {
    return this.listed?.listing.files.some(({ path }) => path === setupFile) ?? false;
  }

  /** Each state of the page asks for them, and there may be many: made once of what they hang on. */
  private tellSecrets(listing: SourceListing): readonly PreflightLine[] {
    const { secrets, letThrough } = this;
    const allowed = JSON.stringify(letThrough);
    const { told } = this;
    if (told?.secrets === secrets && told.allowed === allowed && told.listing === listing) {
      return told.lines;
    }
    const { entryPoint } = this.roots();
    const canLeaveOut = (path: string): boolean =>
      listing.files.some((file) => file.path === path && isLeftOutByLine(file, entryPoint));
    const lines = secretLines(secrets, letThrough, canLeaveOut);
    this.told = { secrets, allowed, listing, lines };
    return lines;
  }

  /** What the page lists; `null` until it is known. */
  get code(): PackedCode | null {
    return this.listed?.code ?? null;
  }

  /** Leaves a file out by a line of the ignore file; none that is not packed, and not the script. */
  async leaveOut(path: string): Promise<void> {
    const file = this.packed(path);
    if (file && isLeftOutByLine(file, this.roots().entryPoint)) {
      await this.writeIgnoreLines([path], false);
    }
  }

  /** Packs what is left out for its name, its size or a rule; of what may hold secrets only when asked. */
  async pack(path: string): Promise<void> {
    const left = this.listed && leftOutAs(this.listed.listing, path);
    const isMeant = left === 'secret' ? await this.confirmName(path) : isPackable(left);
    if (isMeant) {
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
    [sourceLinks.packScript, () => this.packScript()],
    [sourceLinks.leaveOutSetup, () => this.leaveOut(setupFile)],
    [sourceLinks.ignoreFile, () => this.ports.openIgnoreFile(this.roots().directory)],
    [sourceLinks.blockAgain, () => this.rememberLetThrough([])],
  ]);

  private leaveOutUnreadable(): Promise<void> {
    const unreadable = this.listed?.listing.unreadable ?? [];
    return this.writeIgnoreLines(leavableByLines(unreadable, this.roots().entryPoint), false);
  }

  private async packScript(): Promise<void> {
    const place = this.listed && ruledOutPlace(this.listed.listing, this.roots().entryPoint);
    await (place !== undefined && this.pack(place));
  }

  private take(listing: SourceListing): Listed {
    const { entryPoint } = this.roots();
    const lines = [
      ...listingLines(listing, entryPoint),
      ...unpackedScriptLine(listing, entryPoint),
    ];
    return { listing, lines, code: packedCode(listing, entryPoint) };
  }

  private get letThrough(): readonly LetThrough[] {
    return this.ports.letThrough(this.roots().directory);
  }

  private rememberLetThrough(secrets: readonly LetThrough[]): Promise<void> {
    return this.ports.rememberLetThrough(secrets, this.roots().directory);
  }

  private get secrets(): ReadonlyMap<string, FileSecret> {
    return this.numbers.number(this.secretLook.found?.secrets ?? none);
  }

  private packed(path: string): SourceFile | undefined {
    return this.listed?.listing.files.find((one) => one.path === path);
  }

  private async followSecret(id: string, secret: FileSecret): Promise<void> {
    const { path, line, kind, fingerprint } = secret;
    const packed = this.packed(path);
    if (id.startsWith(sourceLinks.show)) {
      await (packed && this.ports.showLine(packed.file, line));
    } else if (id.startsWith(sourceLinks.leaveOut)) {
      await this.leaveOut(path);
    } else if (await this.confirmSecret(secret)) {
      await this.rememberLetThrough([...this.letThrough, { path, kind, fingerprint }]);
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
    const { listing } = this.listed ?? {};
    const lines = new Map<string, readonly string[]>();
    for (const path of paths) {
      const place = listing && ignorePlace(listing, path, keep);
      if (place) {
        lines.set(place.folder, [...(lines.get(place.folder) ?? []), place.line]);
      }
    }
    for (const [folder, added] of lines) {
      await this.ports.addIgnoreLines(folder, added);
    }
    await this.look(this.exclude);
  }
}
