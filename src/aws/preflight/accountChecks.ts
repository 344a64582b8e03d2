import type { Clock } from '../../core/clock';
import type { Finding } from '../../core/preflight/finding';
import type { AccountPart, AccountQuestion } from '../../core/preflight/question';
import type { Connection } from '../connection';
import type { QuotasAsked } from '../pickers/instanceQuotas';
import { AccountCheck } from './accountCheck';
import type { OfferedRoles } from './findRoles';

/** How a question is asked, and who is told of the answers part by part. */
export interface Asked {
  readonly report: (part: AccountPart, findings: readonly Finding[]) => void;
  readonly signal: AbortSignal;
}

/** The checks of all connections; each keeps its answers for a few minutes. */
export class AccountChecks {
  private readonly checks = new WeakMap<Connection, AccountCheck>();

  constructor(private readonly clock: Clock) {}

  /** As `AccountCheck.check`. */
  check(connection: Connection, question: AccountQuestion, asked: Asked): Promise<void> {
    return this.of(connection).check(question, asked);
  }

  /** The roles that jobs can be given; fails as the service fails, also as `denied`. */
  roles(connection: Connection, signal: AbortSignal): Promise<OfferedRoles> {
    return this.of(connection).roles(signal);
  }

  /** How many instances the account may have and has; fails where no quotas can be read. */
  quotas(connection: Connection, asked: QuotasAsked, signal: AbortSignal): Promise<void> {
    return this.of(connection).quotas(asked, signal);
  }

  /** The next questions are asked anew, as after something was mended. */
  forget(connection: Connection): void {
    this.checks.delete(connection);
  }

  private of(connection: Connection): AccountCheck {
    const check = this.checks.get(connection) ?? new AccountCheck(connection, this.clock);
    this.checks.set(connection, check);
    return check;
  }
}
