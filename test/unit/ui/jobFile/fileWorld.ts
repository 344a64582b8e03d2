import type * as vscode from 'vscode';
import type { Connection } from '../../../../src/aws/connection';
import type { Finding } from '../../../../src/core/preflight/finding';
import type { TrainingLaunch } from '../../../../src/core/training/launch';
import type { Remembered, Store } from '../../../../src/platform/state';
import { noSettings, type LaunchSettings } from '../../../../src/shared/contracts/launchSettings';
import type { Backend } from '../../../../src/ui/backend';
import { JobFileLauncher } from '../../../../src/ui/jobFile/jobFileLauncher';
import { Launcher } from '../../../../src/ui/launch/launcher';
import { PythonFinder } from '../../../../src/ui/launch/pythonFinder';
import { FakeClock } from '../../../fakes/fakeClock';
import { fakeConnection } from '../../../fakes/fakeKind';

export const role = 'arn:aws:iam::111122223333:role/Training';

interface Reporting {
  readonly report: (part: string, findings: readonly Finding[]) => void;
}

/** A launcher of job files whose backend remembers what it is asked for. */
export class FileWorld {
  readonly launched: TrainingLaunch[] = [];
  /** What the account was asked. */
  readonly asked: unknown[] = [];
  /** What the account says of the role, each time it says something. */
  answers: readonly (readonly Finding[])[] = [];
  /** The signal that the preview was given. */
  given: AbortSignal | undefined;
  remembered: Partial<Remembered> = {};
  /** What the SageMaker SDK's files say. */
  defaults: LaunchSettings = noSettings;
  readonly launcher: JobFileLauncher;

  constructor() {
    const backend = () => Promise.resolve(this.backend as unknown as Backend);
    const store: Store = {
      get: (key) => this.remembered[key],
      set: () => Promise.resolve(),
    };
    const clock = new FakeClock();
    const services = { backend, store, shared: store, clock };
    this.launcher = new JobFileLauncher({
      ...services,
      launcher: new Launcher({ ...services, python: new PythonFinder(backend) }),
    });
  }

  start(file: vscode.Uri, connection: Connection) {
    const { signal } = new AbortController();
    return this.launcher.start(file, { connection, report: () => undefined, signal });
  }

  async preview(file: vscode.Uri, connection: Connection, signal: AbortSignal): Promise<string> {
    const job = await this.launcher.read(file, connection, signal);
    return this.launcher.preview(job, connection, signal);
  }

  private readonly backend = {
    connections: { usePython: () => Promise.resolve() },
    account: {
      check: (_connection: unknown, question: unknown, { report }: Reporting) => {
        this.asked.push(question);
        this.answers.forEach((findings) => report('role', findings));
        return Promise.resolve();
      },
    },
    prices: { current: () => Promise.resolve(undefined), known: () => Promise.resolve() },
    training: {
      modulesBeside: () => () => undefined,
      readDependencyTexts: () => Promise.resolve({}),
      readSdkDefaults: () => Promise.resolve({ settings: this.defaults, leftOut: [], files: [] }),
      checkPython: () => Promise.resolve({ path: '/python', version: '3.11.7' }),
      pythonOnPath: () => Promise.resolve({ path: '/python', version: '3.11.7' }),
      preview: (_connection: unknown, launch: TrainingLaunch, signal?: AbortSignal) => {
        this.given = signal;
        const { jobName, metrics } = launch;
        const definitions = metrics.map(({ name, regex }) => ({ Name: name, Regex: regex }));
        return Promise.resolve({
          ...{ TrainingJobName: jobName, RoleArn: role, Tags: [] },
          ...(definitions.length > 0 && {
            AlgorithmSpecification: { MetricDefinitions: definitions },
          }),
        });
      },
      launch: (_connection: unknown, launch: TrainingLaunch) =>
        Promise.resolve(void this.launched.push(launch)),
    },
  };
}

/** A connection where jobs cost money. */
export const elsewhere = (): Connection =>
  ({
    ...fakeConnection('profile:prod:us-east-1', { runsHere: false, billable: true }),
    identity: () => Promise.resolve({ accountId: '111122223333' }),
    account: () => Promise.resolve({ id: '111122223333' }),
  }) as unknown as Connection;
