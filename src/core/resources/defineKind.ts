import type {
  Capability,
  CommandLike,
  ResourceItem,
  ResourceKind,
  Sender,
  StatusTone,
} from './kind';

type Constructor<I extends object, O extends object> = new (input: I) => CommandLike<I, O>;

interface Paged {
  NextToken?: string | undefined;
}

/** A command that is sent for one row. */
interface Action<I extends object> {
  readonly command: Constructor<I, object>;
  readonly input: (item: ResourceItem) => NoInfer<I>;
}

/** An action that the service accepts only in some statuses. */
interface GuardedAction<I extends object, Status> extends Action<I> {
  readonly when: readonly Status[];
}

type Item<Status> = Omit<ResourceItem, 'status'> & { readonly status?: Status | undefined };

/** Capabilities that no command of the kind itself provides. */
type Offered = Exclude<Capability, 'describe' | 'stop' | 'delete' | 'console'>;

/** What a row can do besides: always, or in some statuses. */
type Offers<Status> = Readonly<Partial<Record<Offered, 'always' | readonly Status[]>>>;

/** A deletion, and what goes and stays with it. */
interface Removal<I extends object, Status> extends GuardedAction<I, Status> {
  readonly removalNote?: string;
}

interface KindDefinition<
  ListInput extends Paged,
  ListOutput extends Paged,
  Summary,
  Status extends string,
  DescribeInput extends object,
  StopInput extends object,
  RemoveInput extends object,
> {
  readonly id: string;
  readonly title: string;
  readonly noun: string;
  readonly icon: string;
  readonly list: {
    readonly command: Constructor<ListInput, ListOutput>;
    /** The service's own defaults differ by kind: say the order and the page size. */
    readonly input: NoInfer<ListInput>;
    readonly items: (output: NoInfer<ListOutput>) => readonly Summary[] | undefined;
  };
  readonly toItem: (summary: NoInfer<Summary>) => Item<NoInfer<Status>>;
  /** One tone for every status of the service; a missing one is a compile error in `toItem`. */
  readonly tones: Readonly<Record<Status, StatusTone>>;
  readonly describe?: Action<DescribeInput>;
  readonly stop?: GuardedAction<StopInput, NoInfer<Status>>;
  readonly remove?: Removal<RemoveInput, NoInfer<Status>>;
  readonly offers?: Offers<NoInfer<Status>>;
  readonly consolePath?: (item: ResourceItem) => string;
}

/** Sends an action's command for a row. */
const runner =
  <I extends object>({ command: Command, input }: Action<I>) =>
  (api: Sender, item: ResourceItem, signal?: AbortSignal): Promise<object> =>
    api.send(new Command(input(item)), signal);

/** Drops the answer, which says nothing for stop and delete. */
const quietly =
  (run: (api: Sender, item: ResourceItem) => Promise<object>) =>
  async (api: Sender, item: ResourceItem): Promise<void> => {
    await run(api, item);
  };

/**
 * Builds a resource kind from its commands and tables. What a row can do follows from what is
 * present here and from the row's status; a status that is not in the tables counts as idle.
 */
export function defineKind<
  ListInput extends Paged,
  ListOutput extends Paged,
  Summary,
  Status extends string,
  DescribeInput extends object,
  StopInput extends object,
  RemoveInput extends object,
>(
  definition: KindDefinition<
    ListInput,
    ListOutput,
    Summary,
    Status,
    DescribeInput,
    StopInput,
    RemoveInput
  >,
): ResourceKind {
  const { id, title, noun, icon, list, toItem, describe, stop, remove, consolePath } = definition;
  const tones = new Map<string, StatusTone>(Object.entries(definition.tones));
  const rules = capabilityRules(definition);
  return {
    id,
    title,
    noun,
    icon,
    async list(api, token, signal) {
      const Command = list.command;
      const paged = token === undefined ? list.input : { ...list.input, NextToken: token };
      const output = await api.send(new Command(paged), signal);
      return { items: (list.items(output) ?? []).map(toItem), nextToken: output.NextToken };
    },
    ...(describe && { describe: runner(describe) }),
    ...(stop && { stop: quietly(runner(stop)) }),
    ...(remove && { remove: quietly(runner(remove)) }),
    ...(remove?.removalNote !== undefined && { removalNote: remove.removalNote }),
    tone: (item) => tones.get(item.status ?? '') ?? 'idle',
    capabilities: (item) =>
      rules
        .filter(({ when }) => when === 'always' || when.includes(item.status ?? ''))
        .map(({ capability }) => capability),
    ...(consolePath && { consolePath }),
  };
}

interface CapabilityRule {
  readonly capability: Capability;
  readonly when: 'always' | readonly string[];
}

/** The parts of a definition that decide what a row can do. */
interface Abilities {
  readonly describe?: object;
  readonly stop?: { readonly when: readonly string[] };
  readonly remove?: { readonly when: readonly string[] };
  readonly consolePath?: object;
  readonly offers?: Offers<string>;
}

function capabilityRules(abilities: Abilities): readonly CapabilityRule[] {
  const { describe, stop, remove, consolePath, offers = {} } = abilities;
  const rules: (CapabilityRule | undefined)[] = [
    describe && { capability: 'describe', when: 'always' },
    stop && { capability: 'stop', when: stop.when },
    remove && { capability: 'delete', when: remove.when },
    consolePath && { capability: 'console', when: 'always' },
    offers.logs && { capability: 'logs', when: offers.logs },
    offers.model && { capability: 'model', when: offers.model },
    offers.again && { capability: 'again', when: offers.again },
  ];
  return rules.filter((rule) => rule !== undefined);
}
