import * as vscode from 'vscode';
import type { Clock } from '../../core/clock';
import { jobNameProblem } from '../../core/training/names';

/** A pause in typing that is long enough to ask. */
const typingPause = 400;

export interface NamePorts {
  /** Whether the service has a training job of that name. */
  nameTaken(name: string, signal: AbortSignal): Promise<boolean>;
  readonly clock: Clock;
}

/** Asks the service about a job's name a moment after it was typed; the newest name counts. */
export class NameCheck {
  /** The name that was proposed, which the time is part of: nobody has it. */
  proposed: string | undefined;
  private asking = new AbortController();
  private name: string | undefined;
  private taken = false;

  constructor(
    private readonly ports: NamePorts,
    private readonly changed: () => void,
  ) {}

  /** `undefined`: there is nothing to ask about, as with a name that could not be used. */
  look(shown: string | undefined): void {
    const asks = shown !== undefined && shown !== this.proposed && jobNameProblem(shown) === null;
    const name = asks ? shown : undefined;
    if (name === this.name) {
      return;
    }
    this.forget();
    this.name = name;
    if (name !== undefined) {
      void this.ask(name, this.asking.signal);
    }
  }

  /** Lets the same name be asked about again, as on another connection. */
  forget(): void {
    this.asking.abort();
    this.asking = new AbortController();
    this.name = undefined;
    this.taken = false;
  }

  /** What is wrong with the name, as far as the service has said. */
  get problem(): string | undefined {
    return this.taken
      ? vscode.l10n.t('There is already a training job “{0}”.', this.name ?? '')
      : undefined;
  }

  private async ask(name: string, signal: AbortSignal): Promise<void> {
    try {
      await this.ports.clock.sleep(typingPause, signal);
      const taken = await this.ports.nameTaken(name, signal);
      if (!signal.aborted && taken) {
        this.taken = true;
        this.changed();
      }
    } catch {
      // Where the service does not answer, the start says so; a hint is no reason to.
    }
  }
}
