import * as vscode from 'vscode';
import type { Connection } from '../aws/connection';
import { AppError } from '../core/errors';
import type { ResourceItem, Tags } from '../core/resources/kind';
import type { TagFilter } from '../core/resources/query';
import { workOff } from '../core/workOff';
import type { ListTarget } from '../ids';
import { withProgress } from '../platform/progress';
import { askText, pick, type Choice } from '../platform/prompts';
import type { BackendLoader } from '../ui/backend';
import type { ChosenConnection } from '../ui/connection/chosenConnection';
import type { ResourceTree } from '../ui/tree/resourceTree';

export interface TagFilterServices {
  readonly backend: BackendLoader;
  readonly chosen: ChosenConnection;
  readonly tree: Pick<ResourceTree, 'resources' | 'tags'>;
}

const atOnce = 4;
/** Rows are shown anew whenever so many more have told their tags. */
const batch = 25;

type Answer = TagFilter | 'read' | 'type';

/**
 * Lets the person choose a tag among those that are known, or name one. No list tells tags: each row's
 * are a call of their own, so they are read only when that is asked for. `undefined`: dismissed.
 */
export async function pickTag(
  services: TagFilterServices,
  list: ListTarget,
): Promise<TagFilter | undefined> {
  const rows = await services.tree.resources(list);
  const items = rows.map(({ item }) => item);
  const answer = await pick<Answer>(choices(items), {
    title: vscode.l10n.t('SageMaker: filter by tag'),
    placeholder: vscode.l10n.t('Tags of the rows that are loaded'),
  });
  if (answer === 'read') {
    await readTags(services, list, unknown(items));
    return pickTag(services, list);
  }
  return answer === 'type' ? typeTag() : answer;
}

const unknown = (items: readonly ResourceItem[]): readonly ResourceItem[] =>
  items.filter(({ arn, tags }) => arn !== undefined && tags === undefined);

function choices(items: readonly ResourceItem[]): readonly Choice<Answer>[] {
  const unread = unknown(items).length;
  const read: Choice<Answer> = {
    label: vscode.l10n.t('$(cloud-download) Read the tags of the rows that are loaded'),
    description: vscode.l10n.t('{0} calls', unread),
    value: 'read',
  };
  const type: Choice<Answer> = { label: vscode.l10n.t('$(edit) Another tag…'), value: 'type' };
  return [...(unread > 0 ? [read] : []), type, ...knownTags(items)];
}

/** Every key, and below it each of its values, with how many rows have it. */
function knownTags(items: readonly ResourceItem[]): readonly Choice<Answer>[] {
  const counts = new Map<string, Map<string, number>>();
  for (const [key, value] of items.flatMap(({ tags = {} }) => Object.entries(tags))) {
    const values = counts.get(key) ?? new Map<string, number>();
    counts.set(key, values.set(value, (values.get(value) ?? 0) + 1));
  }
  const byKey = [...counts].sort(([a], [b]) => (a < b ? -1 : 1));
  return byKey.flatMap(([key, values]) => {
    const total = [...values.values()].reduce((sum, count) => sum + count, 0);
    const any = { label: key, description: rowCount(total), value: { key } };
    const each = [...values].map(([value, count]) => ({
      label: `${key}=${value}`,
      description: rowCount(count),
      value: { key, value },
    }));
    return [any, ...each];
  });
}

const rowCount = (count: number): string =>
  count === 1 ? vscode.l10n.t('1 row') : vscode.l10n.t('{0} rows', count);

/** `team` or `team=ml`; a value may hold further signs of equality. */
async function typeTag(): Promise<TagFilter | undefined> {
  const typed = await askText({
    title: vscode.l10n.t('SageMaker: filter by tag'),
    prompt: vscode.l10n.t('A key such as team, or a key with its value such as team=ml'),
    validate: (text) => (/^\s*[^=\s]/.test(text) ? undefined : vscode.l10n.t('A tag has a key.')),
  });
  const [, key, value] = /^\s*([^=]+?)\s*(?:=\s*(.*?)\s*)?$/.exec(typed ?? '') ?? [];
  return key === undefined ? undefined : { key, ...(value !== undefined && { value }) };
}

/** Cancelling keeps what was read until then. */
async function readTags(
  { backend, chosen, tree }: TagFilterServices,
  { connectionId }: ListTarget,
  items: readonly ResourceItem[],
): Promise<void> {
  const { tags } = await backend();
  const { sagemaker }: Connection = await chosen.openById(connectionId);
  const known = new Map<string, Tags>();
  const tell = (): void => {
    tree.tags.learn(connectionId, new Map(known));
    known.clear();
  };
  let read = 0;
  const readOne = async (arn: string, signal: AbortSignal): Promise<void> => {
    known.set(arn, await tags.list(sagemaker, arn, signal));
    if (known.size >= batch) {
      tell();
    }
  };
  await withProgress(vscode.l10n.t('Reading tags'), async (report, signal) => {
    const work = async ({ name, arn = '' }: ResourceItem): Promise<void> => {
      report(name, read++ / items.length);
      await readOne(arn, signal).catch((error: unknown) => {
        if (!AppError.is(error, 'notFound') && !signal.aborted) {
          throw error; // Only what is gone meanwhile has no tags.
        }
      });
    };
    await workOff(items, atOnce, work, signal).finally(tell);
  });
}
