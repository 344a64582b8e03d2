import { openConnection } from '../../../src/aws/openConnection';
import { AccountCheck } from '../../../src/aws/preflight/accountCheck';
import type { Connection } from '../../../src/aws/connection';
import type { Finding, FindingTone } from '../../../src/core/preflight/finding';
import type { AccountPart, AccountQuestion } from '../../../src/core/preflight/question';
import { systemClock } from '../../../src/node/systemClock';
import { region, trainerArn, type CheckedAccount } from '../../fakes/checkedAccount';

/** A situation, what of a launch is asked in it, and what must be said. */
export interface Situation {
  readonly name: string;
  readonly asks?: Partial<AccountQuestion>;
  /** The question whose answer counts. */
  readonly id: string;
  /** `none`: nothing is said of it. */
  readonly tone: FindingTone | 'none';
  /** In the message: what is to be done, or of `ok` what is well. */
  readonly says: RegExp;
  /** Of the fix; absent: there is none. */
  readonly fix?: string;
}

/** A situation of a scripted account. */
export interface ScriptedSituation extends Situation {
  readonly account: CheckedAccount;
}

/** A launch that has nothing against it in an account that is ready. */
export const plainQuestion: AccountQuestion = {
  jobName: 'train-2026',
  role: trainerArn,
  image: '123456789012.dkr.ecr.eu-west-1.amazonaws.com/team/mine:1.0',
  instances: [{ type: 'ml.m5.xlarge', count: 1 }],
  isPlanned: false,
  times: { maxRuntime: 3600, hasCheckpoints: false, isHeterogeneous: false },
  output: undefined,
  checkpoint: undefined,
  inputs: [],
};

/** A connection with the project's own clients to one address. */
export function connectionTo(endpoint: string, at = region): Connection {
  const target = {
    region: at,
    credentials: { accessKeyId: 'testing', secretAccessKey: 'testing' },
    endpoint: () => endpoint,
  };
  return openConnection({
    info: (account) => ({
      ...{ id: 'profile:test', label: 'test', region: at, account },
      traits: {
        ...{ billable: true, jobEnvironment: {}, runsHere: false, protected: false },
        ...{ logPollMilliseconds: 5_000, statusPollMilliseconds: 30_000 },
      },
    }),
    targets: { current: () => Promise.resolve(target), refused: () => false },
    clock: systemClock,
    onCall: () => undefined,
    hasAliases: false,
  });
}

/** What the checks say at last, by the questions' ids. */
export async function findingsOn(
  connection: Connection,
  asks: Partial<AccountQuestion>,
): Promise<ReadonlyMap<string, Finding>> {
  const parts = new Map<AccountPart, readonly Finding[]>();
  await new AccountCheck(connection, systemClock).check(
    { ...plainQuestion, ...asks },
    {
      report: (part, findings) => parts.set(part, findings),
      signal: new AbortController().signal,
    },
  );
  return new Map([...parts.values()].flat().map((finding) => [finding.id, finding]));
}
