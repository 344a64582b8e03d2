import type { AliasListEntry } from '@aws-sdk/client-kms';
import { asAppError } from '../../core/errors';
import type { Connection } from '../connection';
import { readGrowing, type Growing, type Reading } from '../../core/growing';

/** A key of KMS in the connection's account and region. */
export interface EncryptionKey {
  /** Of the key, whichever name it has: a volume's key cannot be named by an alias (CreateTrainingJob). */
  readonly arn: string;
  /** Without `alias/`; absent: it has none. */
  readonly alias?: string | undefined;
  /** Kept by AWS for one of its services. */
  readonly isOfAws: boolean;
}

type Keys = Pick<Connection, 'kms'>;

/**
 * Keys with their names, then those that have none. Each of the two lists may be denied by itself: then the
 * other is all there is; fails as the names' list where both are.
 */
export async function listEncryptionKeys(
  connection: Keys,
  { show, signal }: Reading<EncryptionKey>,
): Promise<Growing<EncryptionKey>> {
  let named: Growing<EncryptionKey> = { items: [], isAll: false };
  const showNamed = (part: Growing<EncryptionKey>): void =>
    show((named = { ...part, isAll: false }));
  const names = await orFailure(listNamed(connection, { show: showNamed, signal }));
  const all = await orFailure(listAll(connection, { show: () => undefined, signal }));
  signal.throwIfAborted();
  if ('failure' in names && 'failure' in all) {
    throw names.failure;
  }
  const taken = new Set(named.items.map(({ arn }) => arn));
  const unnamed = 'failure' in all ? [] : all.items.filter(({ arn }) => !taken.has(arn));
  const keys = {
    items: [...named.items, ...unnamed],
    isAll: [names, all].every((list) => 'isAll' in list && list.isAll),
  };
  show(keys);
  return keys;
}

async function listNamed({ kms }: Keys, reading: Reading<EncryptionKey>) {
  const { ListAliasesCommand } = await import('@aws-sdk/client-kms');
  return await readGrowing(async (token) => {
    const command = new ListAliasesCommand({ Limit: 100, Marker: token });
    const { Aliases = [], Truncated, NextMarker } = await kms.send(command, reading.signal);
    return { items: Aliases.flatMap(namedKey), next: Truncated ? NextMarker : undefined };
  }, reading);
}

/** AWS has names for keys that it will only make when they are needed. */
function namedKey({ AliasName, AliasArn, TargetKeyId }: AliasListEntry): EncryptionKey[] {
  if (AliasName === undefined || AliasArn === undefined || TargetKeyId === undefined) {
    return [];
  }
  const alias = AliasName.replace(/^alias\//, '');
  const arn = AliasArn.replace(/:alias\/.*$/, `:key/${TargetKeyId}`);
  return [{ arn, alias, isOfAws: alias.startsWith('aws/') }];
}

async function listAll({ kms }: Keys, reading: Reading<EncryptionKey>) {
  const { ListKeysCommand } = await import('@aws-sdk/client-kms');
  return await readGrowing(async (token) => {
    const command = new ListKeysCommand({ Limit: 1000, Marker: token });
    const answer = await kms.send(command, reading.signal);
    const items = (answer.Keys ?? []).flatMap(({ KeyArn: arn }) =>
      arn === undefined ? [] : [{ arn, isOfAws: false }],
    );
    return { items, next: answer.Truncated ? answer.NextMarker : undefined };
  }, reading);
}

async function orFailure<T>(
  work: Promise<Growing<T>>,
): Promise<Growing<T> | { readonly failure: Error }> {
  try {
    return await work;
  } catch (error) {
    return { failure: asAppError(error) };
  }
}
