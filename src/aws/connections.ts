import type { Clock } from '../core/clock';
import type { ConnectionInfo } from '../core/connections/connection';
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
import type { CallRecord } from './clients';
import type { Connection, ConnectionChoice, Connections, Identity } from './connection';
import { createLogSource } from './logEvents';
import { isProfileId, profileChoices, readProfile } from './profiles';
import type { SandboxAddress } from './sandbox/address';
import { SandboxHost, type SandboxOptions } from './sandbox/sandboxHost';
import { ServiceSenders, type TargetSource } from './sender';
import type { Target } from './services';
import { createStorage } from './storage';
import { untilAborted } from './untilAborted';

export interface ConnectionsOptions extends SandboxOptions {
  /** Told of every API call once; it carries neither input nor headers. */
  readonly onCall: (record: CallRecord) => void;
}

const sandboxId = 'sandbox';
const sandboxLabel = 'Local sandbox';

/** Opens each connection once and keeps it. Nothing is read, started or called before that. */
export class ConnectionStore implements Connections {
  private readonly opened = new Map<string, Promise<Connection>>();
  private readonly everOpened: Connection[] = [];
  private readonly host: SandboxHost;
  private python: PythonInterpreter | undefined;

  constructor(private readonly options: ConnectionsOptions) {
    this.host = new SandboxHost(options);
  }

  async choices(): Promise<readonly ConnectionChoice[]> {
    const sandbox = { id: sandboxId, label: sandboxLabel, detail: sandboxRegion };
    return [sandbox, ...(await profileChoices(this.options.env))];
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
    this.everOpened.forEach((connection) => connection.dispose());
    this.opened.clear();
    return Promise.resolve();
  }

  private async build(id: string): Promise<Connection> {
    const connection = id === sandboxId ? await this.openSandbox() : await this.openProfile(id);
    this.everOpened.push(connection);
    return connection;
  }

  private async openSandbox(): Promise<Connection> {
    const targets = sandboxTargets(this.host);
    await targets.current();
    return buildConnection({ ...this.options, targets, info: () => this.sandboxInfo() });
  }

  private async openProfile(id: string): Promise<Connection> {
    if (!isProfileId(id)) {
      throw new AppError('notFound', 'This connection does not exist any more. Choose another.');
    }
    const { info, newTarget } = await readProfile(id, this.options.env);
    return buildConnection({
      ...this.options,
      targets: profileTargets(newTarget),
      info: () => info,
    });
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
        logPollMilliseconds: 150,
        statusPollMilliseconds: 500,
      },
    };
  }
}

/** Keys without a time of expiry would be kept for ever; somebody may have written new ones. */
function profileTargets(newTarget: () => Target): TargetSource {
  let target = newTarget();
  return {
    current: () => Promise.resolve(target),
    refused: () => false,
    expired(old) {
      if (old === target) target = newTarget();
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

function buildConnection(options: {
  readonly info: () => ConnectionInfo;
  readonly targets: TargetSource;
  readonly clock: Clock;
  readonly onCall: (record: CallRecord) => void;
}): Connection {
  const { info, targets, clock, onCall } = options;
  const senders = new ServiceSenders({ targets, onCall, now: () => clock.now() });
  let known: Identity | undefined;
  return {
    get info() {
      return info();
    },
    sagemaker: senders.sender('sagemaker'),
    logs: createLogSource(senders.sender('logs')),
    storage: createStorage({ api: senders.sender('s3'), region: info().region, clock }),
    async identity(signal) {
      known ??= await callerIdentity(senders, signal);
      return known;
    },
    dispose: () => senders.dispose(),
  };
}

async function callerIdentity(senders: ServiceSenders, signal?: AbortSignal): Promise<Identity> {
  const { GetCallerIdentityCommand } = await import('@aws-sdk/client-sts');
  const answer = await senders.sender('sts').send(new GetCallerIdentityCommand({}), signal);
  return { accountId: answer.Account ?? '', arn: answer.Arn ?? '' };
}
