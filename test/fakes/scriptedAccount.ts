import type { ResourceItem } from '../../src/core/resources/kind';
import type { SentCommand } from './fakeSender';

/** What happens to an account between two calls. */
export type Event =
  | { readonly type: 'create'; readonly count: number }
  | { readonly type: 'delete' | 'change'; readonly index: number };

export interface AccountOptions {
  /** What a token stands for: a place in the order, or a number of rows as local test servers have it. */
  readonly tokens: 'place' | 'count';
  /** Sizes of the pages in turn, again and again; an empty page can be followed by others. */
  readonly pageSizes: readonly number[];
}

interface Job {
  readonly name: string;
  readonly createdAt: number;
  status: string;
}

/**
 * The training jobs of an account that lists them newest first, as the service does, and changes
 * meanwhile. Remembers every name that it has ever had.
 */
export class ScriptedAccount {
  readonly everHad = new Set<string>();
  private readonly jobs: Job[] = [];
  private created = 0;
  private listed = 0;

  constructor(
    count: number,
    private readonly options: AccountOptions,
  ) {
    this.apply({ type: 'create', count });
  }

  get names(): readonly string[] {
    return this.jobs.map(({ name }) => name);
  }

  get items(): readonly Pick<ResourceItem, 'name' | 'status'>[] {
    return this.jobs.map(({ name, status }) => ({ name, status }));
  }

  apply(event: Event): void {
    if (event.type === 'create') {
      for (let count = 0; count < event.count; count++) {
        this.create();
      }
    } else if (this.jobs.length > 0) {
      const index = event.index % this.jobs.length;
      if (event.type === 'delete') {
        this.jobs.splice(index, 1);
      } else {
        const job = this.jobs[index];
        if (job) {
          job.status = 'Stopping';
        }
      }
    }
  }

  /** Answers `ListTrainingJobs`. */
  list({ input }: SentCommand): object {
    const { NextToken: token } = input as { readonly NextToken?: string };
    const { tokens, pageSizes } = this.options;
    const size = pageSizes[this.listed++ % pageSizes.length] ?? 1;
    const from = token === undefined ? 0 : this.placeOf(token);
    const page = this.jobs.slice(from, from + size);
    const end = from + page.length;
    const last = this.jobs[end - 1];
    const next = tokens === 'count' ? String(end) : (last?.name ?? 'start');
    return {
      TrainingJobSummaries: page.map(({ name, createdAt, status }) => ({
        TrainingJobName: name,
        TrainingJobStatus: status,
        CreationTime: new Date(createdAt),
      })),
      // Tokens are not the same twice, even where they mean the same.
      ...(end < this.jobs.length && { NextToken: `${next}@${this.listed}` }),
    };
  }

  private placeOf(token: string): number {
    const [place = ''] = token.split('@');
    if (this.options.tokens === 'count') {
      return Number(place);
    }
    const after = place === 'start' ? Infinity : Number(place.replace('job-', ''));
    const index = this.jobs.findIndex(({ createdAt }) => createdAt < after);
    return index < 0 ? this.jobs.length : index;
  }

  private create(): void {
    const createdAt = ++this.created;
    const name = `job-${createdAt}`;
    this.everHad.add(name);
    this.jobs.unshift({ name, createdAt, status: 'InProgress' });
  }
}
