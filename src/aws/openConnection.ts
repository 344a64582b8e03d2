import type { Clock } from '../core/clock';
import type { Account, ConnectionInfo } from '../core/connections/connection';
import { AppError } from '../core/errors';
import type { CallRecord } from './clients';
import type { Connection, Identity } from './connection';
import { unreadable } from './errors';
import { createLogSource } from './logEvents';
import { ServiceSenders, type TargetSource } from './sender';
import type { Target } from './services';
import { createStorage } from './storage';

interface ConnectionParts {
  /** What is to be shown of it, given the account as far as it is known. */
  readonly info: (account: Account | undefined) => ConnectionInfo;
  readonly targets: TargetSource;
  readonly clock: Clock;
  readonly onCall: (record: CallRecord) => void;
  /** Whether an account can have a name. */
  readonly hasAliases: boolean;
}

/** A connection whose clients are built on first use. */
export function openConnection(parts: ConnectionParts): Connection {
  const { info, targets, clock, onCall, hasAliases } = parts;
  const senders = new ServiceSenders({ targets, onCall, now: () => clock.now() });
  const known = new KnownAccount(senders, targets, hasAliases);
  return {
    get info() {
      return info(known.account);
    },
    sagemaker: senders.sender('sagemaker'),
    logs: createLogSource(senders.sender('logs')),
    storage: createStorage({ api: senders.sender('s3'), region: info(undefined).region, clock }),
    identity: (signal) => known.identify(signal),
    account: (signal) => known.read(signal),
    dispose: () => senders.dispose(),
  };
}

/** Whose the keys of a target are; another target's may be another account's. */
class KnownAccount {
  account: Account | undefined;
  private identity: Identity | undefined;
  private target: Target | undefined;

  constructor(
    private readonly senders: ServiceSenders,
    private readonly targets: TargetSource,
    private readonly hasAliases: boolean,
  ) {}

  async identify(signal?: AbortSignal): Promise<Identity> {
    await this.forgetOtherTarget(signal);
    this.identity ??= await callerIdentity(this.senders, signal);
    return this.identity;
  }

  async read(signal?: AbortSignal): Promise<Account> {
    await this.forgetOtherTarget(signal);
    if (this.account === undefined) {
      const { accountId: id } = await this.identify(signal);
      const alias = this.hasAliases ? await accountAlias(this.senders, signal) : undefined;
      this.account = { id, alias };
    }
    return this.account;
  }

  private async forgetOtherTarget(signal?: AbortSignal): Promise<void> {
    const target = await this.targets.current(signal);
    if (this.target !== target) {
      this.target = target;
      this.identity = undefined;
      this.account = undefined;
    }
  }
}

async function callerIdentity(senders: ServiceSenders, signal?: AbortSignal): Promise<Identity> {
  const { GetCallerIdentityCommand } = await import('@aws-sdk/client-sts');
  const answer = await senders.sender('sts').send(new GetCallerIdentityCommand({}), signal);
  if (!answer.Account || !answer.Arn) {
    throw unreadable('STS');
  }
  return { accountId: answer.Account, arn: answer.Arn };
}

/** A name is an extra: few may read it, and an endpoint of one's own may not know IAM. */
async function accountAlias(
  senders: ServiceSenders,
  signal?: AbortSignal,
): Promise<string | undefined> {
  const { ListAccountAliasesCommand } = await import('@aws-sdk/client-iam');
  try {
    const answer = await senders.sender('iam').send(new ListAccountAliasesCommand({}), signal);
    return answer.AccountAliases?.[0];
  } catch (error) {
    if (AppError.is(error, 'cancelled')) {
      throw error;
    }
    return undefined;
  }
}
