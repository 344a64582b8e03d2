import type { Connection } from '../../src/aws/connection';
import type { ResourceItem, ResourceKind, StatusTone } from '../../src/core/resources/kind';

const tones: Readonly<Record<string, StatusTone>> = {
  InProgress: 'busy',
  Completed: 'ok',
  Failed: 'failed',
  Stopped: 'idle',
};

export const job = (name: string, status: string, createdAt = 0): ResourceItem => ({
  name,
  status,
  createdAt: new Date(createdAt),
});

/** A kind whose service is a list that tests change; counts what it is asked. */
export class FakeKind implements ResourceKind {
  readonly title = 'Training';
  readonly noun = 'training job';
  readonly icon = 'beaker';
  readonly calls: string[] = [];
  items: ResourceItem[] = [];
  descriptions: Record<string, object> = {};
  pageSize = 100;
  failure: Error | undefined;

  constructor(readonly id = 'trainingJob') {}

  list(_api: unknown, token?: string): ReturnType<ResourceKind['list']> {
    this.calls.push('list');
    if (this.failure) {
      return Promise.reject(this.failure);
    }
    const from = Number(token ?? 0);
    const end = from + this.pageSize;
    const nextToken = end < this.items.length ? String(end) : undefined;
    return Promise.resolve({ items: this.items.slice(from, end), nextToken });
  }

  describe(_api: unknown, { name }: ResourceItem): Promise<object> {
    this.calls.push(`describe ${name}`);
    const status = this.items.find((item) => item.name === name)?.status;
    return Promise.resolve({ TrainingJobStatus: status, ...this.descriptions[name] });
  }

  tone({ status }: ResourceItem): StatusTone {
    return tones[status ?? ''] ?? 'idle';
  }

  capabilities(item: ResourceItem): ReturnType<ResourceKind['capabilities']> {
    switch (this.tone(item)) {
      case 'busy':
        return ['describe', 'console', 'stop'];
      case 'ok':
        return ['describe', 'console', 'delete', 'model', 'again'];
      default:
        return ['describe', 'console', 'delete', 'again'];
    }
  }
}

/** A connection that nothing is asked of but its traits. */
export function fakeConnection(id = 'sandbox', traits: object = {}): Connection {
  return {
    info: {
      id,
      label: 'Local sandbox',
      region: 'us-east-1',
      traits: {
        billable: false,
        jobEnvironment: {},
        runsHere: true,
        protected: false,
        logPollMilliseconds: 100,
        statusPollMilliseconds: 1000,
        ...traits,
      },
    },
    sagemaker: { send: () => Promise.reject(new Error('not asked')) },
  } as unknown as Connection;
}
