import { ServiceError, type CallContext } from '../../http/jsonService';
import type { LogGroup } from '../../store/logIndex';
import type { LogStore } from '../../store/logStore';
import {
  groupArn,
  identifiedGroup,
  invalidParameter,
  noSuchGroup,
  unsupported,
  type Input,
  type LogOperation,
} from './logNames';
import { paginate } from './logPage';

/** API reference, PutRetentionPolicy. */
const retentionDays = [
  ...[1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731],
  ...[1096, 1827, 2192, 2557, 2922, 3288, 3653],
];

export const createLogGroup: LogOperation = async ({ logs, clock }, input) => {
  const name = String(input['logGroupName']);
  if (/^aws\//i.test(name)) {
    throw invalidParameter('Log groups starting with AWS/ are reserved for AWS.');
  }
  checkGroupSupported(input);
  const tags = (input['tags'] ?? {}) as LogGroup['tags'];
  const isNew = await logs.changeGroup(name, (present) =>
    present === undefined ? { name, createdAt: clock.now(), tags } : undefined,
  );
  if (!isNew) {
    throw new ServiceError(
      'ResourceAlreadyExistsException',
      'The specified log group already exists',
    );
  }
  return {};
};

export const deleteLogGroup: LogOperation = async ({ logs }, input) => {
  if (!(await logs.deleteGroup(String(input['logGroupName'])))) throw noSuchGroup();
  return {};
};

/** From then on older events are not shown, and their disk space is taken back. */
export const putRetentionPolicy: LogOperation = async ({ logs }, input) => {
  const days = Number(input['retentionInDays']);
  if (!retentionDays.includes(days)) {
    throw invalidParameter(
      `Invalid retention value. Possible values are: [${retentionDays.join(', ')}]`,
    );
  }
  return await changeRetention(logs, input, days);
};

export const deleteRetentionPolicy: LogOperation = async ({ logs }, input) =>
  await changeRetention(logs, input, undefined);

/** By a prefix, a part of the name or a list; the list goes with nothing else. */
export const describeLogGroups: LogOperation = async ({ logs }, input, call) => {
  const wanted = groupFilter(input, call);
  const groups = logs.groups().filter(wanted);
  groups.sort((a, b) => (a.name < b.name ? -1 : 1));
  const page = paginate(groups, ({ name }) => name, input);
  const described = await Promise.all(page.items.map((group) => describeGroup(logs, group, call)));
  return { logGroups: described, ...page.next };
};

function checkGroupSupported(input: Input): void {
  if (input['kmsKeyId'] !== undefined) throw unsupported('does not encrypt log groups');
  if ((input['logGroupClass'] ?? 'STANDARD') !== 'STANDARD') {
    throw unsupported('has log groups of the class STANDARD alone');
  }
  if (input['deletionProtectionEnabled'] === true) {
    throw unsupported('does not protect log groups from being deleted');
  }
}

async function changeRetention(
  logs: LogStore,
  input: Input,
  retentionInDays: number | undefined,
): Promise<object> {
  const changed = await logs.changeGroup(
    String(input['logGroupName']),
    (present) => present && { ...present, retentionInDays },
  );
  if (!changed) throw noSuchGroup();
  return {};
}

function groupFilter(input: Input, call: CallContext): (group: LogGroup) => boolean {
  const { logGroupNamePrefix: prefix, logGroupNamePattern: part } = input;
  const identifiers = input['logGroupIdentifiers'] as readonly string[] | undefined;
  if (prefix !== undefined && part !== undefined) {
    throw invalidParameter(
      'LogGroup name prefix and LogGroup name pattern are mutually exclusive parameters.',
    );
  }
  const isElsewhere =
    !isOwnAccount(input, call) || (input['logGroupClass'] ?? 'STANDARD') !== 'STANDARD';
  if (isElsewhere) return () => false;
  if (identifiers !== undefined) {
    if (prefix !== undefined || part !== undefined) {
      throw invalidParameter('logGroupIdentifiers cannot be used with other filters.');
    }
    const names = new Set(identifiers.map((one) => identifiedGroup(one, call)));
    return ({ name }) => names.has(name);
  }
  return ({ name }) =>
    (typeof prefix !== 'string' || name.startsWith(prefix)) &&
    (typeof part !== 'string' || name.includes(part));
}

function isOwnAccount(input: Input, call: CallContext): boolean {
  const accounts = input['accountIdentifiers'] as readonly string[] | undefined;
  return accounts === undefined || accounts.length === 0 || accounts.includes(call.accountId);
}

async function describeGroup(logs: LogStore, group: LogGroup, call: CallContext): Promise<object> {
  const { name, createdAt, retentionInDays } = group;
  let storedBytes = 0;
  for (const stream of logs.streams(name) ?? []) {
    // Others may delete streams while this call waits for the disk.
    storedBytes += (await logs.size(name, stream.name)) ?? 0;
  }
  return {
    logGroupName: name,
    creationTime: createdAt,
    ...(retentionInDays === undefined ? {} : { retentionInDays }),
    metricFilterCount: 0,
    arn: `${groupArn(name, call)}:*`,
    storedBytes,
    logGroupClass: 'STANDARD',
    logGroupArn: groupArn(name, call),
  };
}
