import type { Clock } from '../../core/clock';
import { partitionId } from '../../core/connections/partition';
import { AppError } from '../../core/errors';
import { notSignedIn, signedIn, unanswered } from '../../core/preflight/credentials';
import type { Finding } from '../../core/preflight/finding';
import type { AccountPart, AccountQuestion } from '../../core/preflight/question';
import { timeFindings } from '../../core/preflight/timeLimits';
import type { Connection } from '../connection';
import { instanceQuotas, type QuotasAsked } from '../pickers/instanceQuotas';
import { Answers, type AnswerLimits } from './answers';
import { trustedJob, type Asking } from './asking';
import { bucketFindings } from './bucketChecks';
import { findRoles, type OfferedRoles } from './findRoles';
import { imageFindings } from './imageChecks';
import { passRoleFindings } from './passRoleCheck';
import { quotaFindings, runtimeQuota } from './quotaChecks';
import { roleAccessFindings } from './roleAccessCheck';
import { ownRole, roleFindings } from './roleCheck';
import { warmPoolFindings } from './warmPoolCheck';

/** A part's findings, as soon as they are known; said again, they replace what was said. */
type Report = (part: AccountPart, findings: readonly Finding[]) => void;

const limits: AnswerLimits = { waits: 20_000, keeps: 5 * 60_000 };

/** Answers the questions that a launch puts to the account of one connection. Changes nothing there. */
export class AccountCheck {
  private readonly answers: Answers;

  constructor(
    private readonly connection: Connection,
    clock: Clock,
  ) {
    this.answers = new Answers(clock);
  }

  /**
   * Asks everything at once and reports part by part. What the account does not answer is an answer too.
   * Rejects with `cancelled`, and with what is no `AppError`: a mistake of ours.
   */
  async check(
    question: AccountQuestion,
    { report, signal }: { readonly report: Report; readonly signal: AbortSignal },
  ): Promise<void> {
    report('times', timeFindings(question.times, undefined));
    const begun = await this.begin(report, signal);
    if (begun === undefined) {
      return;
    }
    const silence = new Silence();
    const asking = silence.noting(begun);
    const own = ownRole(asking, question);
    const ofRole = async (work: (role: string) => Promise<readonly Finding[]>) =>
      own === undefined ? [] : await work(own);
    const parts: readonly [AccountPart, Promise<readonly Finding[]>][] = [
      ['role', roleFindings(asking, question)],
      ['passRole', ofRole((role) => passRoleFindings(asking, role, question))],
      ['roleAccess', ofRole((role) => roleAccessFindings(asking, role, question))],
      ['buckets', bucketFindings(asking, question)],
      ['image', imageFindings(asking, question)],
      ['quotas', quotaFindings(asking, question)],
      ['warmPool', warmPoolFindings(asking, question)],
      ['times', runtimeQuota(asking).then((quota) => timeFindings(question.times, quota))],
    ];
    await Promise.all(parts.map(async ([part, found]) => report(part, await found)));
    const { cause } = silence;
    if (cause) {
      report('credentials', [signedIn(begun.identity), unanswered(cause)]);
    }
  }

  /** The roles that jobs can be given; fails as the service fails, also as `denied`. */
  async roles(signal: AbortSignal): Promise<OfferedRoles> {
    const asking = await this.asking(signal);
    return await asking.ask('roles', (own) =>
      findRoles(this.connection.iam, trustedJob(asking, 'any'), own),
    );
  }

  /** How many instances the account may have, as `instanceQuotas` tells it. */
  async quotas(asked: QuotasAsked, signal: AbortSignal): Promise<void> {
    await instanceQuotas(await this.asking(signal), asked);
  }

  private async begin(report: Report, signal: AbortSignal): Promise<Asking | undefined> {
    try {
      const asking = await this.asking(signal);
      report('credentials', [signedIn(asking.identity)]);
      return asking;
    } catch (error) {
      if (!(error instanceof AppError) || error.reason === 'cancelled') {
        throw error;
      }
      report('credentials', [notSignedIn(error)]);
      return undefined;
    }
  }

  private async asking(signal: AbortSignal): Promise<Asking> {
    const { connection, answers } = this;
    // Not kept here: the connection keeps it as long as it has the same keys.
    const identity = await answers.ask(
      { key: 'identity', waits: limits.waits, keeps: -1 },
      (own) => connection.identity(own),
      signal,
    );
    return {
      ...{ connection, identity },
      partition: partitionId(connection.info.region) ?? 'aws',
      ask: (key, work, own = limits) =>
        answers.ask({ key: `${identity.arn} ${key}`, ...own }, work, signal),
    };
  }
}

/** Why no question was answered; a service that is away, or a permission that is lacking, hinders some. */
class Silence {
  private expired: AppError | undefined;
  private away: AppError | undefined;
  private isAnswered = false;

  get cause(): AppError | undefined {
    return this.expired ?? (this.isAnswered ? undefined : this.away);
  }

  noting(asking: Asking): Asking {
    return {
      ...asking,
      ask: async (...question) => {
        try {
          const answer = await asking.ask(...question);
          this.isAnswered = true;
          return answer;
        } catch (error) {
          this.note(error);
          throw error;
        }
      },
    };
  }

  private note(error: unknown): void {
    if (AppError.is(error, 'expired')) {
      this.expired ??= error;
    } else if (AppError.is(error, 'network')) {
      this.away ??= error;
    } else {
      this.isAnswered = true; // By a no.
    }
  }
}
