import type { SourceFile } from '../../node/sourceListing';
import type { ScanOptions, SourceScan } from '../../node/sourceScan';
import { reasonText } from './preflightChecks';

/** Looks through files for secrets; rejects when it is stopped. */
export type ScanSource = (
  files: readonly SourceFile[],
  options: ScanOptions,
) => Promise<SourceScan>;

/** How far a look for secrets is that is told of. */
export type LookState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'busy'; readonly percent: number }
  | { readonly kind: 'failed'; readonly reason: string };

/** Looks through the source folder for secrets; the newest look counts. Packing looks in any case. */
export class SecretLook {
  /** What was found last; it stands until there is news of it. */
  found: SourceScan | undefined;
  state: LookState = { kind: 'idle' };
  private files: readonly SourceFile[] = [];
  private looking = new AbortController();
  /** What the person wants read holds for later looks too. */
  private reads: ScanOptions['reads'] = 'some';

  constructor(
    private readonly scan: ScanSource,
    private readonly changed: () => void,
  ) {}

  /** Looks through the files of a folder. */
  through(files: readonly SourceFile[]): void {
    this.files = files;
    void this.look(this.found === undefined);
  }

  /** Reads on, however much there is. */
  readAll(): void {
    this.reads = 'all';
    void this.look(true);
  }

  again(): void {
    void this.look(true);
  }

  /** Stops reading until `readAll`; what is known stays told. */
  stop(): void {
    this.reads = 'nothing';
    this.state = { kind: 'idle' };
    void this.look(false);
  }

  /** Ends for good. */
  end(): void {
    this.looking.abort();
  }

  /** Never rejects. `isTold`: somebody waits for it. One that takes the place of such a look is told of as well. */
  private async look(isTold: boolean): Promise<void> {
    this.looking.abort();
    const { signal } = (this.looking = new AbortController());
    const told = isTold || this.state.kind === 'busy';
    if (told) {
      this.state = { kind: 'busy', percent: 0 };
    }
    const onProgress = (fraction: number): void => {
      if (told && !signal.aborted) {
        this.tell(Math.floor(fraction * 100));
      }
    };
    try {
      const found = await this.scan(this.files, { signal, onProgress, reads: this.reads });
      if (!signal.aborted) {
        this.found = found;
        this.state = { kind: 'idle' };
      }
    } catch (error) {
      if (!signal.aborted) {
        this.state = { kind: 'failed', reason: reasonText(error) };
      }
    }
    this.changed();
  }

  private tell(percent: number): void {
    if (this.state.kind !== 'busy' || this.state.percent !== percent) {
      this.state = { kind: 'busy', percent };
      this.changed();
    }
  }
}
