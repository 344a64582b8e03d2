import type { Clock } from '../../core/clock';

/** A pause in typing that is long enough to read what was typed. */
const typingPause = 400;

export interface SourceReading {
  /** Lists anew what is packed. */
  list(): void;
  /** Takes over what the script says; rejects when it cannot be read. */
  read(): Promise<void>;
  /** As `read`, but takes over nothing that is not whole yet. */
  readTyped(): Promise<void>;
}

/** Decides when what becomes of the source folder is taken over. */
export class SourceChanges {
  private typing = new AbortController();
  /** What the launch saves itself is taken over once, when it is all saved. */
  private saves = 0;
  private hasSaved = false;
  private isDisposed = false;
  /** Whether a start is under way: files alone count then, as they are what is packed. */
  isStarting = false;

  constructor(
    private readonly clock: Clock,
    private readonly reading: SourceReading,
  ) {}

  /** A file was saved; rejects when the script cannot be read. */
  async saved(): Promise<void> {
    this.hasSaved = true;
    if (this.saves === 0) {
      await this.takeOver();
    }
  }

  /** A file is being edited. */
  typed(): void {
    this.typing.abort();
    if (!this.isStarting && !this.isDisposed) {
      this.typing = new AbortController();
      void this.readTyped(this.typing.signal);
    }
  }

  /** What is typed while `start` is under way is taken over when it has ended; rejects as it does. */
  async whileStarting<T>(start: () => Promise<T>): Promise<T> {
    this.isStarting = true;
    try {
      return await start();
    } finally {
      this.isStarting = false;
      this.typed();
    }
  }

  /** Takes over what `save` writes, also where not all of it could be saved; rejects as it does. */
  async whileSaving(save: () => Promise<void>): Promise<void> {
    this.saves++;
    try {
      await save();
    } finally {
      this.saves--;
      await this.takeOver();
    }
  }

  dispose(): void {
    this.isDisposed = true;
    this.typing.abort();
  }

  private async takeOver(): Promise<void> {
    this.typing.abort();
    if (this.isDisposed) {
      return;
    }
    if (this.hasSaved) {
      this.hasSaved = false;
      this.reading.list();
    }
    await this.reading.read();
  }

  private async readTyped(signal: AbortSignal): Promise<void> {
    try {
      await this.clock.sleep(typingPause, signal);
      await this.reading.readTyped();
    } catch {
      // Typed on, or a script that cannot be read any more: the form stays as it is, and starting says why.
    }
  }
}
