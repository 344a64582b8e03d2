import type { Clock } from '../../core/clock';
import type { PriceTable } from '../../core/cost/priceTable';
import { shownPath } from '../../core/packaging/shownPath';
import type { DraftChannel, FieldErrors, PreflightLine } from '../../shared/contracts/launch';
import { DataCheck } from './dataCheck';
import { ExcludedData } from './excludedData';
import { checkPython, lookingForPython, type CheckPorts } from './preflightChecks';
import {
  findMissing,
  importsLines,
  packagesToAdd,
  unknownModules,
  type MissingImports,
  type ImportsQuestion,
} from './importsCheck';
import type { PlacedModule } from './placedModules';
import { PriceLook } from './priceLook';
import { compareRequirements, requirementsLine, type RequirementsState } from './requirementsCheck';
import type { SourceCheck } from './sourceCheck';
import { packedPlaces, type SourceRoots } from './sourceRoots';

/** What a look at the requirements is for. */
export interface RequirementsLook {
  /** Packages may have been installed since the last one. */
  readonly fresh: boolean;
  /** The line stays as it is until there is a new answer. */
  readonly quiet: boolean;
}

export interface PreflightPorts extends CheckPorts {
  readonly clock: Clock;
}

/** The checks that need the disk or a process: each runs when its question changes, the newest wins. */
export class Preflight {
  private python: PreflightLine | undefined;
  private sourceAsked = false;
  private readonly excluded: ExcludedData;
  private requirements: RequirementsState = { kind: 'none' };
  private interpreter: ReturnType<CheckPorts['python']> | undefined;
  private comparing = new AbortController();
  private missing: MissingImports | undefined;
  private searching = new AbortController();
  private searched = '';
  private readonly data: DataCheck;
  private readonly priceLook: PriceLook;
  private readonly running = new Set<Promise<void>>();
  private pythonRun = 0;
  private disposed = false;

  constructor(
    private readonly ports: PreflightPorts,
    private readonly source: SourceCheck,
    private readonly script: {
      readonly name: string;
      readonly directory: string;
      roots(): SourceRoots;
    },
    private readonly changed: () => void,
  ) {
    this.excluded = new ExcludedData(ports.clock, () => this.checkSource());
    this.data = new DataCheck(ports, script.directory, () => {
      this.followData();
      changed();
    });
    this.priceLook = new PriceLook(ports.prices, changed);
  }

  /** What the job can be reckoned with. */
  get prices(): PriceTable | undefined {
    return this.priceLook.prices;
  }

  /** In the order of the page. `installs`: the person has consented to an installation. */
  lines(installs: boolean): readonly PreflightLine[] {
    const requirements = requirementsLine(this.requirements, installs);
    const imports = importsLines(this.missing, this.requirements, shownPath(this.script.name));
    const source = this.sourceAsked ? this.source.lines : [];
    return [this.python, requirements, ...imports, ...source, ...this.data.lines].filter(
      (line) => line !== undefined,
    );
  }

  /** Whether packages that are installed now would change what the page says. */
  get lacksPackages(): boolean {
    const listed =
      this.requirements.kind === 'compared' && this.requirements.report.missing.length > 0;
    return listed || (this.missing?.imports.length ?? 0) > 0;
  }

  /** Missing packages that can be added to `requirements.txt`. */
  get packagesToAdd(): readonly string[] {
    return packagesToAdd(this.missing, this.requirements);
  }

  /** Missing modules whose package can only be guessed. */
  get unknownModules(): readonly string[] {
    return unknownModules(this.missing, this.requirements);
  }

  /** Checks what does not depend on the form. `needsPython`: jobs run on this computer. */
  start(needsPython: boolean): void {
    if (this.disposed) {
      return;
    }
    const run = ++this.pythonRun;
    this.python = needsPython ? lookingForPython() : undefined;
    this.interpreter = needsPython ? this.ports.python() : undefined;
    if (this.interpreter) {
      this.follow(checkPython(this.interpreter), (line) => {
        if (run === this.pythonRun) {
          this.python = line;
        }
      });
    }
    this.checkSource();
    this.priceLook.look();
  }

  /** Compares the requirements with the interpreter; `undefined`: there is nothing to compare. */
  checkRequirements(look: RequirementsLook | undefined): void {
    this.comparing.abort();
    if (!look || !this.interpreter || this.disposed) {
      this.requirements = { kind: 'none' };
      return;
    }
    const { signal } = (this.comparing = new AbortController());
    if (!look.quiet || this.requirements.kind === 'none') {
      this.requirements = { kind: 'busy' };
    }
    const { directory: folder } = this.script.roots();
    const options = { folder, fresh: look.fresh, signal };
    this.follow(compareRequirements(this.ports, this.interpreter, options), (state) => {
      if (!signal.aborted) {
        this.requirements = state;
      }
    });
  }

  /** Missing modules that lie round what is packed. */
  get placedModules(): readonly PlacedModule[] {
    return this.missing?.imports.flatMap(({ placed }) => placed ?? []) ?? [];
  }

  /** Looks for the modules that a script needs; the same are not looked for twice unless `fresh`. */
  checkImports(question: ImportsQuestion, { fresh, quiet }: RequirementsLook): void {
    const { imports } = question;
    const wanted = JSON.stringify(question);
    if (wanted === this.searched && !fresh) {
      return;
    }
    this.searched = wanted;
    this.searching.abort();
    const isAsked = imports.length > 0 && this.interpreter !== undefined && !this.disposed;
    if (!quiet || !isAsked) {
      this.missing = undefined;
    }
    if (!isAsked || !this.interpreter) {
      return;
    }
    const { signal } = (this.searching = new AbortController());
    this.follow(findMissing(this.ports, this.interpreter, question, signal), (missing) => {
      if (!signal.aborted) {
        this.missing = missing;
      }
    });
  }

  /** What is wrong with the channels' data, at their fields. */
  get errors(): FieldErrors {
    return this.data.errors;
  }

  checkSource(): void {
    if (!this.disposed) {
      const exclude = this.excludedData;
      this.sourceAsked = true;
      this.excluded.listing(exclude);
      this.follow(this.source.look(exclude), () => undefined);
    }
  }

  /** Checks the data that are new, and after a moment the source folder where other data lie in it. */
  checkChannels(channels: readonly DraftChannel[]): void {
    if (!this.disposed) {
      this.followAll(this.data.take(channels));
      this.followData();
    }
  }

  /** The job goes to another connection, where other data lie in S3, and at other prices. */
  moved(): void {
    if (!this.disposed) {
      this.followAll(this.data.inS3Again());
      this.priceLook.forget();
    }
  }

  /** Looks again at data that could not be used. */
  checkDataAgain(): void {
    if (!this.disposed) {
      this.followAll(this.data.again());
    }
  }

  /** Resolves when no check is under way or waiting. */
  async settled(): Promise<void> {
    this.listNow();
    while (this.running.size > 0) {
      await Promise.all(this.running);
      this.listNow();
    }
  }

  dispose(): void {
    this.disposed = true;
    this.comparing.abort();
    this.searching.abort();
    this.source.stop();
    this.excluded.stop();
    this.data.stop();
    this.priceLook.stop();
  }

  private followData(): void {
    if (this.sourceAsked && !this.disposed) {
      this.excluded.take(this.excludedData);
    }
  }

  private get excludedData(): readonly string[] {
    return this.data.excludedFrom(packedPlaces(this.script.roots()));
  }

  private listNow(): void {
    if (this.sourceAsked && this.excluded.isBehind) {
      this.checkSource();
    }
  }

  private followAll(checks: readonly Promise<void>[]): void {
    checks.forEach((check) => this.follow(check, () => undefined));
  }

  private follow<T>(check: Promise<T>, take: (found: T) => void): void {
    const run = check.then((found) => {
      this.running.delete(run);
      if (!this.disposed) {
        take(found);
        this.changed();
      }
    });
    this.running.add(run);
  }
}
