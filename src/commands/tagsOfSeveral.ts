import * as vscode from 'vscode';
import type { Tags } from '../core/resources/kind';
import { sharedTags, type SharedTag } from '../core/resources/sharedTags';
import { isOfAws } from '../core/resources/tagRules';
import type { ResourceRow } from '../ids';
import { confirm, notify, pickOrPress } from '../platform/prompts';
import { actDetail } from './actQuestion';
import { askKey, askValue } from './askTag';
import { onEach, tellEnds, together } from './onEach';
import { openRow, shownName, type Opened } from './opened';
import type { TagServices } from './tags';

type Change = { readonly key: string } & (
  { readonly act: 'set'; readonly value: string } | { readonly act: 'remove' }
);

type Edit =
  | { readonly act: 'add' }
  /** What AWS has made can be looked at only. */
  | { readonly act: 'look' }
  | { readonly act: 'change'; readonly key: string; readonly value: string | undefined }
  | { readonly act: 'remove'; readonly key: string };

/** Resources with the tags that they have now. */
type Known = ReadonlyMap<Opened, Tags>;

/**
 * Shows the tags of several resources, what they have in common first, and changes one on all of them after
 * a question that lists them, until the list is left. `left`: what of the selection takes no tags.
 */
export async function editTagsOfSeveral(
  services: TagServices,
  rows: readonly ResourceRow[],
  left: readonly ResourceRow[],
): Promise<void> {
  let opened: readonly Opened[] = await Promise.all(rows.map((row) => openRow(services, row)));
  for (;;) {
    const known = await readAll(services, opened);
    opened = [...known.keys()];
    const edit = opened.length > 0 ? await askEdit(known) : undefined;
    if (!edit) {
      return;
    }
    const change = await askChange(edit);
    if (change && (await isMeant(change, known, left))) {
      await changeAll(services, change, known);
    }
  }
}

/**
 * Reads them anew each time: somebody else may have changed them. Those that cannot be read are told, and
 * left alone from then on. None when the person cancels.
 */
async function readAll(services: TagServices, opened: readonly Opened[]): Promise<Known> {
  const { tags: calls } = await services.backend();
  const known = new Map<Opened, Tags>();
  const title = vscode.l10n.t('Reading tags');
  const { ended, errors } = await onEach(title, opened, async (one, signal) => {
    const { row, connection } = one;
    const tags = await calls.list(connection.sagemaker, row.item.arn ?? '', signal);
    known.set(one, tags);
    learn(services, one, tags);
  });
  if (known.size === 0 && errors.length > 0) {
    throw together(errors, opened.length, services.output);
  }
  if (errors.length > 0) {
    const error = together(errors, opened.length, services.output);
    void notify('warning', error instanceof Error ? error.message : String(error));
  }
  return ended < opened.length ? new Map() : inOrder(opened, known);
}

/** Answers come as they come; the question is to list them as they stand. */
const inOrder = (opened: readonly Opened[], known: Known): Known =>
  new Map(
    opened.flatMap((one) => {
      const tags = known.get(one);
      return tags ? [[one, tags] as const] : [];
    }),
  );

const learn = ({ tree }: TagServices, { row }: Opened, tags: Tags): void =>
  tree.tags.learn(row.connectionId, new Map([[row.item.arn ?? '', tags]]));

function askEdit(known: Known): Promise<Edit | undefined> {
  const all = [...known.values()];
  return pickOrPress<Edit>(
    [
      { label: vscode.l10n.t('$(add) Add a tag to all…'), value: { act: 'add' } },
      ...sharedTags(all).map((tag) => choice(tag, all.length)),
    ],
    {
      title: vscode.l10n.t('SageMaker: tags of {0} resources', all.length),
      placeholder: vscode.l10n.t('Choose a tag to give all of them one value'),
    },
  );
}

function choice(tag: SharedTag, total: number) {
  const { key } = tag;
  const [first, ...others] = tag.values;
  const change: Edit = { act: 'change', key, value: others.length === 0 ? first : undefined };
  const remove: Edit = { act: 'remove', key };
  const description = [valuesText(tag), countText(tag, total)].filter(Boolean).join(' · ');
  return isOfAws(key)
    ? {
        label: key,
        description: vscode.l10n.t('{0} (made by AWS)', description),
        value: { act: 'look' } as const,
      }
    : {
        ...{ label: key, description, value: change },
        presses: [
          { icon: 'edit', tooltip: vscode.l10n.t('Give all of them one value'), value: change },
          { icon: 'trash', tooltip: vscode.l10n.t('Remove the tag of all'), value: remove },
        ],
      };
}

const valuesText = ({ values: [first = '', ...others] }: SharedTag): string =>
  others.length === 0 ? first : vscode.l10n.t('{0} and {1} more', first, others.length);

const countText = ({ count }: SharedTag, total: number): string =>
  count === total ? vscode.l10n.t('on all') : vscode.l10n.t('on {0} of {1}', count, total);

async function askChange(edit: Edit): Promise<Change | undefined> {
  switch (edit.act) {
    case 'look':
      return undefined;
    case 'remove':
      return edit;
    case 'add': {
      const key = await askKey({});
      return key === undefined ? undefined : withValue(key, undefined);
    }
    case 'change':
      return withValue(edit.key, edit.value);
  }
}

async function withValue(key: string, before: string | undefined): Promise<Change | undefined> {
  const value = await askValue(key, before);
  return value === undefined ? undefined : { act: 'set', key, value };
}

/** The resources that a change makes different. */
const touched = (known: Known, { key, ...change }: Change): readonly Opened[] =>
  [...known].flatMap(([one, tags]) => {
    const before = Object.hasOwn(tags, key) ? tags[key] : undefined;
    const after = change.act === 'set' ? change.value : undefined;
    return before === after ? [] : [one];
  });

async function isMeant(
  change: Change,
  known: Known,
  left: readonly ResourceRow[],
): Promise<boolean> {
  const opened = touched(known, change);
  if (opened.length === 0) {
    return false; // All of them are so already.
  }
  const { key } = change;
  const replaced = opened.filter((one) => Object.hasOwn(known.get(one) ?? {}, key)).length;
  const closing =
    change.act === 'set' && replaced > 0
      ? vscode.l10n.t('Another value of it is replaced on {0} of them.', replaced)
      : undefined;
  const detail = actDetail({ opened, left, note: () => undefined, closing });
  return change.act === 'set'
    ? confirm(
        vscode.l10n.t('Set the tag {0} on {1}?', `${key}=${change.value}`, countOf(opened)),
        detail,
        vscode.l10n.t('Set'),
      )
    : confirm(
        vscode.l10n.t('Remove the tag {0} of {1}?', key, countOf(opened)),
        detail,
        vscode.l10n.t('Remove'),
      );
}

const countOf = (opened: readonly Opened[]): string =>
  opened.length === 1 && opened[0]
    ? shownName(opened[0].row)
    : vscode.l10n.t('{0} resources', opened.length);

/** What fails is told together; the others are changed all the same. */
async function changeAll(services: TagServices, change: Change, known: Known): Promise<void> {
  const { tags: calls } = await services.backend();
  const opened = touched(known, change);
  const title = vscode.l10n.t('Changing tags');
  const ends = await onEach(title, opened, async (one) => {
    const before = known.get(one) ?? {};
    const wanted = changed(before, change);
    const { row, connection } = one;
    await calls.change(connection.sagemaker, row.item.arn ?? '', { before, wanted });
    learn(services, one, wanted);
  });
  tellEnds(ends, opened.length, services.output);
}

const changed = (tags: Tags, change: Change): Tags =>
  change.act === 'set'
    ? { ...tags, [change.key]: change.value }
    : Object.fromEntries(Object.entries(tags).filter(([key]) => key !== change.key));
