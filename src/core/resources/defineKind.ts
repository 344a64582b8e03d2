import { AppError } from '../errors';
import { capabilitiesBy, type Offers } from './capabilities';
import type {
  ChildKind,
  CommandLike,
  Fact,
  ItemKind,
  ResourceItem,
  ResourceKind,
  Sender,
  StatusTone,
} from './kind';

type Constructor<I extends object, O extends object> = new (input: I) => CommandLike<I, O>;

/** Every list of the service that has pages calls its token so. */
interface Paged {
  readonly NextToken?: string | undefined;
}

/** Sends a command for one row. */
type Call = (api: Sender, item: ResourceItem, signal?: AbortSignal) => Promise<object>;

/** The call of a command whose input follows from the row. */
export const call =
  <I extends object, O extends object>(
    Command: Constructor<I, O>,
    input: (item: ResourceItem) => NoInfer<I>,
  ): Call =>
  (api, item, signal) =>
    api.send(new Command(input(item)), signal);

/** Something that is done to a row, and the statuses in which the service accepts it. */
interface Action<Status> {
  readonly call: Call;
  readonly when: 'always' | readonly Status[];
  /** What it does, costs, keeps and loses, in a sentence or two. */
  readonly note?: string;
}

type Description = Required<Pick<ItemKind, 'describe'>> & Pick<ItemKind, 'facts'>;

/** The call that describes one, and what of its answer the list does not tell. */
export function describedBy<I extends object, O extends object>(
  Command: Constructor<I, O>,
  input: (item: ResourceItem) => NoInfer<I>,
  facts: (description: NoInfer<O>) => readonly Fact[],
): Description {
  return {
    describe: call(Command, input),
    facts: (description) => facts(description as O),
  };
}

type Item<Status> = Omit<ResourceItem, 'status' | 'parent' | 'summary'> & {
  readonly status?: Status | undefined;
};

interface ItemDefinition<Status extends string> {
  readonly id: string;
  readonly title: string;
  readonly noun: string;
  readonly icon: string;
  /** What follows the account in the ARN of one, its name as the first group. */
  readonly arn?: RegExp;
  /** One tone for every status of the service; a missing one is a compile error in `toItem`. */
  readonly tones: Readonly<Record<Status, StatusTone>>;
  /** `list`: the service has no call that describes one, and its list tells all. */
  readonly describe: Description | 'list';
  readonly start?: Action<NoInfer<Status>>;
  readonly stop?: Action<NoInfer<Status>>;
  readonly remove?: Action<NoInfer<Status>>;
  readonly offers?: Offers<NoInfer<Status>>;
  /** Whether the service takes tags for it. */
  readonly tags?: true;
  readonly consolePath?: (item: ResourceItem) => string;
  readonly children?: readonly ChildKind[];
}

interface ListDefinition<I extends object, O extends object, Summary, Status> {
  readonly list: {
    readonly command: Constructor<I, O>;
    readonly items: (output: NoInfer<O>) => readonly Summary[] | undefined;
  };
  readonly toItem: (summary: NoInfer<Summary>) => Item<NoInfer<Status>>;
}

/** The service's own defaults differ by kind: say the order and the page size. */
interface RootInput<I> {
  readonly list: {
    readonly input: NoInfer<I>;
    /** What asks for those whose names hold a text, where the service can be asked so. */
    readonly find?: ((text: string) => NoInfer<I>) | undefined;
  };
}

interface ChildInput<I, Summary> {
  readonly list: {
    readonly input: (parent: ResourceItem) => NoInfer<I>;
    /** What asks for those below all parents, and how a row then names its own. */
    readonly everywhere?: {
      readonly input: NoInfer<I>;
      readonly find: (text: string) => NoInfer<I>;
      readonly parent: (summary: NoInfer<Summary>) => string | undefined;
    };
  };
}

/**
 * Builds a resource kind from its commands and tables. What a row can do follows from what is
 * present here and from the row's status; a status that is not in the tables counts as idle.
 */
export function defineKind<
  I extends object,
  O extends object,
  Summary extends object,
  Status extends string,
>(
  definition: ItemDefinition<Status> & ListDefinition<I, O, Summary, Status> & RootInput<I>,
): ResourceKind {
  const { input, find } = definition.list;
  return { ...itemKind(definition), ...lists(definition, { input, find }) };
}

/** The same for what is listed below a resource of another kind. */
export function defineChildKind<
  I extends object,
  O extends object,
  Summary extends object,
  Status extends string,
>(
  definition: ItemDefinition<Status> &
    ListDefinition<I, O, Summary, Status> &
    ChildInput<I, Summary>,
): ChildKind {
  const kind = itemKind(definition);
  const { input, everywhere } = definition.list;
  return {
    ...kind,
    below: (parent) => ({
      ...kind,
      list: pager(definition, input(parent), () => parent.name),
    }),
    ...(everywhere && {
      everywhere: { ...kind, ...lists(definition, everywhere, everywhere.parent) },
    }),
  };
}

type Listed<I extends object, O extends object, Summary> = ListDefinition<I, O, Summary, string> &
  Pick<ItemDefinition<string>, 'describe'>;

function lists<I extends object, O extends object, Summary extends object>(
  definition: Listed<I, O, Summary>,
  { input, find }: RootInput<I>['list'],
  parentOf?: (summary: Summary) => string | undefined,
): Pick<ResourceKind, 'list' | 'find'> {
  return {
    list: pager(definition, input, parentOf),
    ...(find && {
      find: (api, text, token, signal) =>
        pager(definition, { ...input, ...find(text) }, parentOf)(api, token, signal),
    }),
  };
}

function pager<I extends object, O extends object, Summary extends object>(
  definition: Listed<I, O, Summary>,
  input: I,
  parentOf?: (summary: Summary) => string | undefined,
): ResourceKind['list'] {
  const { list, toItem, describe } = definition;
  const Command = list.command;
  return async (api, token, signal) => {
    const paged = token === undefined ? input : { ...input, NextToken: token };
    const output: O & Paged = await api.send(new Command(paged), signal);
    requireContent(output);
    const items = (list.items(output) ?? []).map((summary) => ({
      ...toItem(summary),
      ...(parentOf && { parent: parentOf(summary) }),
      ...(describe === 'list' && { summary }),
    }));
    return { items, nextToken: output.NextToken };
  };
}

/**
 * A page without rows has an empty list. An answer without anything is a proxy's that has lost what stands
 * behind it, and the SDK takes it for one: nobody is to be told that an account has nothing.
 */
function requireContent(output: object): void {
  if (Object.keys(output).join() === '$metadata') {
    throw new AppError('network', 'SageMaker could not be reached. Its answer was empty.');
  }
}

function itemKind(definition: ItemDefinition<string>): ItemKind {
  const { id, title, noun, icon, arn, describe, children, consolePath } = definition;
  const tones = new Map<string, StatusTone>(Object.entries(definition.tones));
  return {
    id,
    title,
    noun,
    icon,
    ...(arn && { arn }),
    statuses: [...tones.keys()],
    ...(children && { children }),
    ...(describe === 'list' ? bySummary : describe),
    ...actions(definition),
    tone: (item) => tones.get(item.status ?? '') ?? 'idle',
    capabilities: capabilitiesBy(definition),
    ...(consolePath && { consolePath }),
  };
}

const bySummary: Description = {
  describe: (_api, { summary = {} }) => Promise.resolve(summary),
};

type Actions = Pick<ItemDefinition<string>, 'start' | 'stop' | 'remove'>;

function actions({ start, stop, remove }: Actions): Partial<ItemKind> {
  return {
    ...(start && { start: quietly(start.call) }),
    ...(start?.note !== undefined && { startNote: start.note }),
    ...(stop && { stop: quietly(stop.call) }),
    ...(stop?.note !== undefined && { stopNote: stop.note }),
    ...(remove && { remove: quietly(remove.call) }),
    ...(remove?.note !== undefined && { removalNote: remove.note }),
  };
}

/** Drops the answer, which says nothing for start, stop and delete. */
const quietly =
  (send: Call) =>
  async (api: Sender, item: ResourceItem): Promise<void> => {
    await send(api, item);
  };
