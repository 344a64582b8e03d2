/** Something worth knowing of a resource, in words that stand alone: `2 × ml.m5.large`. */
export interface Fact {
  readonly label: string;
  readonly value: string | Date;
}

/** Tags by their keys. */
export type Tags = Readonly<Record<string, string>>;

/** One row of a list: what the tree, the quick pick and the confirmations need to know. */
export interface ResourceItem {
  /** What the service knows it by; no other of the same kind below the same parent has it. */
  readonly name: string;
  /** What the row shows where people know it by something else, such as the number of a version. */
  readonly title?: string | undefined;
  /** Name of what it is listed below: variants and steps are called alike in many places. */
  readonly parent?: string | undefined;
  readonly arn?: string | undefined;
  readonly status?: string | undefined;
  /** The finer state that a busy row shows, such as a training job's secondary status. */
  readonly phase?: string | undefined;
  readonly createdAt?: Date | undefined;
  readonly endedAt?: Date | undefined;
  readonly modifiedAt?: Date | undefined;
  /** Why it failed, where the list tells that already. */
  readonly failureReason?: string | undefined;
  /** What the list tells besides, the more telling first. */
  readonly facts?: readonly Fact[] | undefined;
  /** Absent until they have been asked for. */
  readonly tags?: Tags | undefined;
  /** ARN of the resource that does its work, such as the job of a pipeline's step. */
  readonly workArn?: string | undefined;
  /** All that the list tells, where the service has no call that describes one. */
  readonly summary?: object | undefined;
}

export type StatusTone = 'ok' | 'busy' | 'warning' | 'failed' | 'idle';

/** What a row can do; written into `contextValue` as `+name` and matched by the menus. */
export type Capability =
  | 'describe'
  | 'start'
  | 'stop'
  | 'delete'
  | 'console'
  | 'logs'
  | 'model'
  | 'again'
  /** A job like it can go on from its checkpoints. */
  | 'resume'
  /** A job like it can run on another instance type, or in another region. */
  | 'elsewhere'
  /** It can be written as code that creates it. */
  | 'code'
  | 'results'
  | 'tags';

export interface Page<T> {
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

/** What is known of a kind wherever its resources are listed. */
export interface ItemKind {
  readonly id: string;
  /** Title of the group row, for example `Training`. */
  readonly title: string;
  /** Singular in running text, for example `training job`. */
  readonly noun: string;
  /** Codicon name of the group row, and of rows that have no status. */
  readonly icon: string;
  /** What follows the account in the ARN of one, its name as the first group. */
  readonly arn?: RegExp;
  /** Every status of the service's enum; none where it has none. */
  readonly statuses?: readonly string[];
  /** What is listed below one of these. */
  readonly children?: readonly ChildKind[];
  describe?(api: Sender, item: ResourceItem, signal?: AbortSignal): Promise<object>;
  start?(api: Sender, item: ResourceItem): Promise<void>;
  stop?(api: Sender, item: ResourceItem): Promise<void>;
  remove?(api: Sender, item: ResourceItem): Promise<void>;
  /** What starting one does and costs, in a sentence or two. */
  readonly startNote?: string;
  /** What is kept and what is lost when one is stopped, in a sentence or two. */
  readonly stopNote?: string;
  /** What goes and what stays when one is deleted, in a sentence or two. */
  readonly removalNote?: string;
  /** What an answer of `describe` tells that the list does not. */
  facts?(description: object): readonly Fact[];
  /** Tone of a status; every status of the service's enum has one (a test loops over them). */
  tone(item: ResourceItem): StatusTone;
  /** What this very row can do now: a settled job cannot be stopped, a busy one not deleted. */
  capabilities(item: ResourceItem): readonly Capability[];
  /** Path below `https://{region}.console.aws.amazon.com/sagemaker/home?region={region}#/`. */
  consolePath?(item: ResourceItem): string;
}

/** A kind of SageMaker resource as data; the tree, menus and commands follow from what is present. */
export interface ResourceKind extends ItemKind {
  list(api: Sender, token?: string, signal?: AbortSignal): Promise<Page<ResourceItem>>;
  /** The same, of those alone whose names hold a text of letters, digits and hyphens, 63 at most. */
  find?(
    api: Sender,
    text: string,
    token?: string,
    signal?: AbortSignal,
  ): Promise<Page<ResourceItem>>;
}

/** A kind that is listed below a resource of another one. */
export interface ChildKind extends ItemKind {
  below(parent: ResourceItem): ResourceKind;
  /** Those below all parents in one list, where the service has one. */
  readonly everywhere?: ResourceKind;
}
