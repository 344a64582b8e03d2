/** One row of a list: what the tree, the quick pick and the confirmations need to know. */
export interface ResourceItem {
  readonly name: string;
  readonly arn?: string | undefined;
  readonly status?: string | undefined;
  /** The finer state that a busy row shows, such as a training job's secondary status. */
  readonly phase?: string | undefined;
  readonly createdAt?: Date | undefined;
  readonly endedAt?: Date | undefined;
  readonly modifiedAt?: Date | undefined;
}

export type StatusTone = 'ok' | 'busy' | 'warning' | 'failed' | 'idle';

/** What a row can do; written into `contextValue` as `+name` and matched by the menus. */
export type Capability = 'describe' | 'stop' | 'delete' | 'console' | 'logs' | 'model' | 'again';

interface Page<T> {
  readonly items: readonly T[];
  readonly nextToken?: string | undefined;
}

/** Structural twin of an SDK command, so that this file needs no SDK import. */
export interface CommandLike<I extends object, O extends object> {
  readonly input: I;
  readonly resolveMiddleware: (...args: never[]) => (...args: never[]) => Promise<{ output: O }>;
}

/** The one thing a kind needs from outside: send a command, get its output or an `AppError`. */
export interface Sender {
  send<I extends object, O extends object>(
    command: CommandLike<I, O>,
    signal?: AbortSignal,
  ): Promise<O>;
}

/** A kind of SageMaker resource as data; the tree, menus and commands follow from what is present. */
export interface ResourceKind {
  readonly id: string;
  /** Title of the group row, for example `Training`. */
  readonly title: string;
  /** Singular in running text, for example `training job`. */
  readonly noun: string;
  /** Codicon name of the group row. */
  readonly icon: string;
  list(api: Sender, token?: string, signal?: AbortSignal): Promise<Page<ResourceItem>>;
  describe?(api: Sender, item: ResourceItem, signal?: AbortSignal): Promise<object>;
  stop?(api: Sender, item: ResourceItem): Promise<void>;
  remove?(api: Sender, item: ResourceItem): Promise<void>;
  /** What goes and what stays when one is deleted, in a sentence or two. */
  readonly removalNote?: string;
  /** Tone of a status; every status of the service's enum has one (a test loops over them). */
  tone(item: ResourceItem): StatusTone;
  /** What this very row can do now: a settled job cannot be stopped, a busy one not deleted. */
  capabilities(item: ResourceItem): readonly Capability[];
  /** Path below `https://{region}.console.aws.amazon.com/sagemaker/home?region={region}#/`. */
  consolePath?(item: ResourceItem): string;
}
