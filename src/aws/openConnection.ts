import { join } from 'node:path';
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
import { untilAborted } from './untilAborted';
import { UploadRecord } from './uploads/uploadRecord';

interface ConnectionParts {
  /** What is to be shown of it, given the account as far as it is known. */
  readonly info: (account: Account | undefined) => ConnectionInfo;
  readonly targets: TargetSource;
  readonly clock: Clock;
  /** Where uploads are kept that were begun on this computer; none are without it. */
  readonly storageDir?: string;
  readonly onCall: (record: CallRecord) => void;
  /** Whether an account can have a name. */
  readonly hasAliases: boolean;
}

/** A connection whose clients are built on first use. */
export function openConnection(parts: ConnectionParts): Connection {
  const { info, targets, clock, onCall, hasAliases, storageDir } = parts;
  const senders = new ServiceSenders({ targets, onCall, now: () => clock.now() });
  const s3 = senders.sender('s3');
  const record =
    storageDir === undefined ? undefined : new UploadRecord(join(storageDir, 'uploads'));
  const known = new KnownAccount(senders, targets, hasAliases);
  return {
    get info() {
      return info(known.account);
    },
    sagemaker: senders.sender('sagemaker'),
    iam: senders.sender('iam'),
    ecr: senders.sender('ecr'),
    ec2: senders.sender('ec2'),
    kms: senders.sender('kms'),
    quotas: senders.sender('quotas'),
    pricing: senders.sender('pricing'),
    s3,
    logs: createLogSource(senders.sender('logs')),
    storage: createStorage({ api: s3, region: info(undefined).region, clock, record }),
    identity: (signal) => known.identify(signal),
    account: (signal) => known.read(signal),
    dispose: () => senders.dispose(),
  };
}

/** What was asked of one target. */
interface Asked {
  readonly target: Target;
  identity?: Promise<Identity> | undefined;
  account?: Account | undefined;
  /** Whether its alias was asked for. */
  isNamed?: boolean;
}

/** Whose the keys of a target are; another target's may be another account's. */
class KnownAccount {
  private asked: Asked | undefined;

  constructor(
    private readonly senders: ServiceSenders,
    private readonly targets: TargetSource,
    private readonly hasAliases: boolean,
  ) {}

  get account(): Account | undefined {
    return this.asked?.account;
  }

  async identify(signal?: AbortSignal): Promise<Identity> {
    return (await this.ask(signal)).identity;
  }

  async read(signal?: AbortSignal): Promise<Account> {
    const { asked, identity } = await this.ask(signal);
    const id = identity.accountId;
    // Known at once: whoever is out of patience with the alias has the number.
    asked.account ??= { id };
    if (!asked.isNamed) {
      const alias = this.hasAliases ? await accountAlias(this.senders, signal) : undefined;
      asked.account = { id, alias };
      asked.isNamed = true;
    }
    return asked.account;
  }

  /** Asks once more when there are other keys by the time of the answer, which may be that of either. */
  private async ask(signal?: AbortSignal): Promise<{ asked: Asked; identity: Identity }> {
    const asked = await this.current(signal);
    const identity = await this.identityOf(asked, signal);
    return (await this.current(signal)) === asked ? { asked, identity } : this.ask(signal);
  }

  private async current(signal?: AbortSignal): Promise<Asked> {
    const target = await this.targets.current(signal);
    if (this.asked?.target !== target) {
      this.asked = { target };
    }
    return this.asked;
  }

  /** One question for all who ask; one caller's impatience must not end it for the others. */
  private identityOf(asked: Asked, signal?: AbortSignal): Promise<Identity> {
    asked.identity ??= callerIdentity(this.senders).catch((error: unknown) => {
      asked.identity = undefined;
      throw error;
    });
    return untilAborted(asked.identity, signal);
  }
}

async function callerIdentity(senders: ServiceSenders): Promise<Identity> {
  const { GetCallerIdentityCommand } = await import('@aws-sdk/client-sts');
  const answer = await senders.sender('sts').send(new GetCallerIdentityCommand({}));
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
