import * as vscode from 'vscode';
import { placeOf } from '../core/connections/connection';
import type { Tags } from '../core/resources/kind';
import { isOfAws } from '../core/resources/tagRules';
import type { ResourceRow } from '../ids';
import type { Output } from '../platform/output';
import { confirm, pickOrPress } from '../platform/prompts';
import type { KnownTags } from '../ui/tree/knownTags';
import { askKey, askValue } from './askTag';
import { namedCall } from './named';
import { openRow, shownName, type Opened, type OpenServices } from './opened';

export interface TagServices extends OpenServices {
  readonly output: Output;
  readonly tree: { readonly tags: Pick<KnownTags, 'learn'> };
}

type Edit =
  | { readonly act: 'add' }
  | { readonly act: 'change' | 'remove'; readonly key: string }
  /** A tag of AWS: looking at it is all that can be done. */
  | { readonly act: 'look' };

/** Shows the tags of a resource and changes them, one at a time, until the list is left. */
export async function editTags(services: TagServices, row: ResourceRow): Promise<void> {
  const opened = await openRow(services, row);
  const { arn } = row.item;
  if (arn === undefined) {
    return;
  }
  let edit: Edit | undefined;
  do {
    const tags = await readTags(services, opened, arn);
    edit = await pickOrPress<Edit>(choices(tags), {
      title: vscode.l10n.t('SageMaker: tags of {0}', shownName(row)),
      placeholder: vscode.l10n.t('Choose a tag to change its value'),
    });
    const wanted = edit && (await edited(tags, edit, opened));
    if (wanted) {
      const { tags: calls } = await services.backend();
      await namedCall(row, opened.kind.noun, () =>
        calls.change(opened.connection.sagemaker, arn, { before: tags, wanted }),
      );
    }
  } while (edit);
}

/** Reads them anew: somebody else may have changed them. Rows show them from then on. */
async function readTags(
  services: TagServices,
  { row, kind, connection }: Opened,
  arn: string,
): Promise<Tags> {
  const { tags: calls } = await services.backend();
  const tags = (await namedCall(row, kind.noun, () => calls.list(connection.sagemaker, arn))) ?? {};
  services.tree.tags.learn(row.connectionId, new Map([[arn, tags]]));
  return tags;
}

function choices(tags: Tags) {
  const change = vscode.l10n.t('Change the value');
  const remove = vscode.l10n.t('Remove the tag');
  const add: Edit = { act: 'add' };
  return [
    { label: vscode.l10n.t('$(add) Add a tag…'), value: add },
    ...Object.entries(tags).map(([key, value]) => ({
      label: key,
      description: isOfAws(key) ? vscode.l10n.t('{0} (made by AWS)', value) : value,
      value: isOfAws(key) ? ({ act: 'look' } as const) : ({ act: 'change', key } as const),
      presses: isOfAws(key)
        ? []
        : [
            { icon: 'edit', tooltip: change, value: { act: 'change', key } as const },
            { icon: 'trash', tooltip: remove, value: { act: 'remove', key } as const },
          ],
    })),
  ];
}

/** The tags as they are to be; `undefined`: as they are. */
async function edited(tags: Tags, edit: Edit, opened: Opened): Promise<Tags | undefined> {
  switch (edit.act) {
    case 'add':
      return added(tags);
    case 'change':
      return withValue(tags, edit.key);
    case 'remove':
      return removed(tags, edit.key, opened);
    case 'look':
      return undefined;
  }
}

async function added(tags: Tags): Promise<Tags | undefined> {
  const key = await askKey(tags);
  return key === undefined ? undefined : withValue(tags, key);
}

async function withValue(tags: Tags, key: string): Promise<Tags | undefined> {
  const value = await askValue(key, Object.hasOwn(tags, key) ? tags[key] : undefined);
  return value === undefined ? undefined : { ...tags, [key]: value };
}

/** Tags decide what is charged to whom, and often who may do what. */
async function removed(tags: Tags, key: string, opened: Opened): Promise<Tags | undefined> {
  const { row, connection } = opened;
  const question = vscode.l10n.t('Remove the tag {0} of {1}?', key, shownName(row));
  const detail = vscode.l10n.t('In {0}.', placeOf(connection.info));
  const isMeant = await confirm(question, detail, vscode.l10n.t('Remove'));
  return isMeant
    ? Object.fromEntries(Object.entries(tags).filter(([name]) => name !== key))
    : undefined;
}
