import type { Clock } from '../../core/clock';
import { asAppError } from '../../core/errors';
import { notSignedIn } from '../../core/preflight/credentials';
import type { Finding } from '../../core/preflight/finding';
import {
  accountParts,
  partSubject,
  type AccountPart,
  type AccountQuestion,
} from '../../core/preflight/question';
import type { FieldErrors, PreflightLine } from '../../shared/contracts/launch';
import { accountLines, accountPrefix, againLink, askingLine } from './accountLines';
import type { PlacedFix } from './accountMend';
import type { PlacedDraft } from './accountPlaces';

/** Whom the account is asked through: the connection that the launch goes to. */
export interface AccountPorts {
  /** Tells of the answers part by part; rejects only when the signal says so. */
  check(
    question: AccountQuestion,
    options: {
      readonly report: (part: AccountPart, findings: readonly Finding[]) => void;
      readonly signal: AbortSignal;
    },
  ): Promise<void>;
  /** The next question is asked anew. */
  forget(): Promise<void>;
}

/** A pause in typing that is long enough to ask. */
const typingPause = 400;

/** What the account says of the launch as it is; the newest question counts. */
export class AccountState {
  private question: AccountQuestion | undefined;
  private readonly parts = new Map<AccountPart, readonly Finding[]>();
  private asking = new AbortController();
  private isAsking = false;

  constructor(
    private readonly ports: { readonly account: AccountPorts; readonly clock: Clock },
    private readonly changed: () => void,
    /** The person asks anew. */
    private readonly asksAgain: () => void,
  ) {}

  /** Takes what the launch is now; `undefined`: nobody is to be asked. */
  look(question: AccountQuestion | undefined): void {
    if (JSON.stringify(question) === JSON.stringify(this.question)) {
      return;
    }
    this.keepAnswers(question);
    this.question = question;
    this.begin(typingPause);
  }

  /** Another account, or another region, is asked. */
  moved(): void {
    this.question = undefined;
    this.parts.clear();
    this.begin(0);
  }

  /** The person has mended something elsewhere. */
  async again(): Promise<void> {
    this.asksAgain();
    this.parts.clear();
    this.isAsking = this.question !== undefined;
    this.changed();
    try {
      await this.ports.account.forget();
    } finally {
      this.begin(0);
    }
  }

  /** In the order of the page, without what `errors` say at their fields; `draft`: the form as it is. */
  lines(errors: FieldErrors, draft?: PlacedDraft): readonly PreflightLine[] {
    if (this.question === undefined) {
      return [];
    }
    const lines = accountLines(this.findings, errors, draft);
    // What is well is counted when all is known.
    return this.isAsking
      ? [...lines.filter(({ links }) => links?.[0]?.id !== againLink), askingLine()]
      : lines;
  }

  /** What a link of a line does; `undefined` where that line is gone. */
  fix(link: string): PlacedFix | undefined {
    const { fix, place } = this.findings.find(({ id }) => accountPrefix + id === link) ?? {};
    return fix && { ...fix, place };
  }

  dispose(): void {
    this.asking.abort();
    this.question = undefined;
  }

  private get findings(): readonly Finding[] {
    return accountParts.flatMap((part) => this.parts.get(part) ?? []);
  }

  /** Answers to what is asked in the same way stay until they come again. */
  private keepAnswers(question: AccountQuestion | undefined): void {
    for (const part of accountParts) {
      if (!question || !this.question || !isSame(part, this.question, question)) {
        this.parts.delete(part);
      }
    }
  }

  private begin(pause: number): void {
    this.asking.abort();
    const { signal } = (this.asking = new AbortController());
    const { question } = this;
    this.isAsking = question !== undefined;
    if (question !== undefined) {
      void this.ask(question, pause, signal);
    }
  }

  private async ask(question: AccountQuestion, pause: number, signal: AbortSignal): Promise<void> {
    const report = (part: AccountPart, findings: readonly Finding[]): void => {
      if (!signal.aborted) {
        this.parts.set(part, findings);
        this.changed();
      }
    };
    try {
      await this.ports.clock.sleep(pause, signal);
      await this.ports.account.check(question, { report, signal });
    } catch (error) {
      // A newer question has its own end.
      if (!signal.aborted) {
        report('credentials', [notSignedIn(asAppError(error))]);
      }
    }
    if (!signal.aborted) {
      this.isAsking = false;
      this.changed();
    }
  }
}

const isSame = (part: AccountPart, one: AccountQuestion, other: AccountQuestion): boolean =>
  JSON.stringify(partSubject(part, one)) === JSON.stringify(partSubject(part, other));
