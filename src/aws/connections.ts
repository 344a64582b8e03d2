import type { Account, ConnectionInfo } from '../core/connections/connection';
import { consoleUrl } from '../core/connections/partition';
import { isProtected } from '../core/connections/protectedAccounts';
import { AppError } from '../core/errors';
import {
  sandboxPythonVariable,
  sandboxRegion,
  sandboxRoleArn,
  type PythonInterpreter,
  type SandboxOperations,
  type SandboxRemoved,
  type SandboxUsage,
} from '../core/sandbox/protocol';
import { ambientChoices, isAmbientId, readAmbient } from './ambient';
import type { CallRecord } from './clients';
import type { Connection, ConnectionChoice, Connections } from './connection';
import { CredentialTargets, type AskMfaCode } from './credentialTargets';
import type { KeySearch } from './credentials/keySearch';
import { openConnection } from './openConnection';
import { isProfileId, profileChoices, readProfile, type AwsSource } from './profiles';
import type { SandboxAddress } from './sandbox/address';
import { SandboxHost, type SandboxOptions } from './sandbox/sandboxHost';
import type { TargetSource } from './sender';
import type { Target } from './services';
import { sharedFiles } from './sharedConfig';
import { untilAborted } from './untilAborted';
import { watchFiles } from './watchFiles';

export interface ConnectionsOptions extends SandboxOptions {
  /** Told of every API call once; it carries neither input nor headers. */
  readonly onCall: (record: CallRecord) => void;
  readonly askMfaCode: AskMfaCode;
  /** Patterns of accounts and profiles to be careful with, as they are set now. */
  readonly protectedPatterns: () => readonly string[];
}

const sandboxId = 'sandbox';
const sandboxLabel = 'Local sandbox';

/** Opens each connection once and keeps it. Nothing is read, started or called before that. */
export class ConnectionStore implements Connections {
  private readonly opened = new Map<string, Promise<Connection>>();
  private readonly disposables: { dispose(): void }[] = [];
  private readonly targets = new Map<string, CredentialTargets>();
  /** Connections that could not be opened for what the files say. */
  private readonly unopened = new Set<string>();
  private readonly refusals: KeySearch['refusals'] = new Map();
  private readonly listeners = new Set<(id: string) => void>();
  private readonly host: SandboxHost;
  private watch: { dispose(): void } | undefined;
  private python: PythonInterpreter | undefined;

  constructor(private readonly options: ConnectionsOptions) {
    this.host = new SandboxHost(options);
  }

  async choices(): Promise<readonly ConnectionChoice[]> {
    const { env } = this.options;
    const region = sandboxRegion;
    const sandbox = { id: sandboxId, label: sandboxLabel, detail: region, region };
    return [sandbox, ...(await profileChoices(env)), ...(await ambientChoices(env))];
  }

  inRegion(id: string, region: string): string | undefined {
    return id === sandboxId ? undefined : `${id.slice(0, id.lastIndexOf(':'))}:${region}`;
  }

  renew(id: string): void {
    this.targets.get(id)?.renew();
  }

  onDidChange(listener: (id: string) => void): { dispose(): void } {
    this.listeners.add(listener);
    return { dispose: () => this.listeners.delete(listener) };
  }

  async open(id: string, signal?: AbortSignal): Promise<Connection> {
    const known = this.opened.get(id);
    const opening = known ?? this.build(id);
    if (known === undefined) {
      this.opened.set(id, opening);
      opening.catch(() => this.opened.get(id) === opening && this.opened.delete(id));
    }
    // One caller's impatience must not end what others wait for as well.
    return await untilAborted(opening, signal);
  }

  async restartSandbox(): Promise<void> {
    await this.host.end();
    // Pages that hold it can go on: its next call starts the sandbox as well.
    this.opened.delete(sandboxId);
  }

  async sandboxUsage(): Promise<SandboxUsage> {
    return await this.host.call('Usage', {});
  }

  async clearSandbox(request: SandboxOperations['Clear']['request']): Promise<SandboxRemoved> {
    return await this.host.call('Clear', request);
  }

  async pruneSandbox(days: number): Promise<SandboxRemoved> {
    return await this.host.call('Prune', { days });
  }

  async usePython(path: string, signal?: AbortSignal): Promise<PythonInterpreter> {
    this.python = await this.host.registerPython(path, signal);
    return this.python;
  }

  async findDebugger(
    jobName: string,
    signal?: AbortSignal,
  ): Promise<SandboxOperations['FindDebugger']['answer']> {
    return await this.host.call('FindDebugger', { job: jobName }, signal);
  }

  dispose(): Promise<void> {
    this.host.dispose();
    this.disposables.forEach((one) => one.dispose());
    this.listeners.clear();
    this.opened.clear();
    return Promise.resolve();
  }

  private async build(id: string): Promise<Connection> {
    return id === sandboxId ? await this.openSandbox() : await this.openAws(id);
  }

  private async openSandbox(): Promise<Connection> {
    const targets = sandboxTargets(this.host);
    await targets.current();
    const info = (): ConnectionInfo => this.sandboxInfo();
    return this.keep(openConnection({ ...this.options, targets, info, hasAliases: false }));
  }

  private async openAws(id: string): Promise<Connection> {
    const { clock, askMfaCode, protectedPatterns } = this.options;
    const source = await this.readOrWait(id);
    if (source.id !== id) {
      // What is configured today may be another region tomorrow.
      this.opened.delete(id);
      return await this.open(source.id);
    }
    const targets = this.keep(
      new CredentialTargets(source, {
        read: () => this.readSource(id),
        now: () => clock.now(),
        askMfaCode,
        refusals: this.refusals,
        changed: () => this.tellChange(id),
      }),
    );
    this.targets.set(id, targets);
    return this.keep(
      openConnection({
        ...this.options,
        targets,
        info: (account) => awsInfo(source, account, protectedPatterns()),
        hasAliases: true,
      }),
    );
  }

  private keep<T extends { dispose(): void }>(disposable: T): T {
    this.disposables.push(disposable);
    return disposable;
  }

  private tellChange(id: string): void {
    this.listeners.forEach((listener) => listener(id));
  }

  /** Reads it; where the files do not allow it, their next edit is told. */
  private async readOrWait(id: string): Promise<AwsSource> {
    try {
      return await this.readSource(id);
    } catch (error) {
      this.watch ??= this.keep(
        watchFiles(sharedFiles(this.options.env), () => {
          const waiting = [...this.unopened];
          this.unopened.clear();
          waiting.forEach((one) => this.tellChange(one));
        }),
      );
      this.unopened.add(id);
      throw error;
    }
  }

  private readSource(id: string): Promise<AwsSource> {
    const { env } = this.options;
    if (isProfileId(id)) {
      return readProfile(id, env);
    }
    if (isAmbientId(id)) {
      return readAmbient(id, env);
    }
    throw new AppError('notFound', 'This connection does not exist any more. Choose another.');
  }

  private sandboxInfo(): ConnectionInfo {
    return {
      id: sandboxId,
      label: sandboxLabel,
      region: sandboxRegion,
      traits: {
        billable: false,
        defaultRole: sandboxRoleArn,
        jobEnvironment: this.python ? { [sandboxPythonVariable]: this.python.path } : {},
        runsHere: true,
        protected: false,
        kinds: ['trainingJob', 'processingJob'],
        logPollMilliseconds: 150,
        statusPollMilliseconds: 500,
      },
    };
  }
}

function awsInfo(
  { id, label, place }: AwsSource,
  account: Account | undefined,
  patterns: readonly string[],
): ConnectionInfo {
  return {
    ...{ id, label, account },
    region: place.region,
    traits: {
      billable: true,
      hasOwnPrices: place.endpoint('pricing') !== undefined,
      consoleUrl: consoleUrl(place.region),
      jobEnvironment: {},
      runsHere: false,
      protected: isProtected(patterns, { label, account }),
      logPollMilliseconds: 5_000,
      statusPollMilliseconds: 30_000,
    },
  };
}

/** A sandbox that was killed is started again by the next call, on another port perhaps. */
function sandboxTargets(host: SandboxHost): TargetSource {
  let last: { readonly address: SandboxAddress; readonly target: Target } | undefined;
  return {
    async current() {
      const address = await host.current();
      if (last?.address !== address) {
        const { endpoint, credentials } = address;
        last = {
          address,
          target: { region: sandboxRegion, credentials, endpoint: () => endpoint },
        };
      }
      return last.target;
    },
    refused(target) {
      if (last?.target === target) {
        host.lost(last.address);
      }
      return true;
    },
  };
}
