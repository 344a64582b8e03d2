import type { LaunchDraft } from '../../../shared/contracts/launch';
import { pathText, type FieldPath } from '../spec/requestProblem';
import { settingField } from '../settings/requestErrors';
import { isContainerOwn } from './hyperparameterTexts';

/** Where the launch page shows a field of the request. */
export interface ShownField {
  /** As in `FieldErrors`; `null`: no field is shown of it, or none any more. */
  readonly field: string | null;
  /**
   * What the field is called where its name is the person's own, such as a hyperparameter's, with what of it
   * where it has several parts: `train.ContentType`; else its path.
   */
  readonly name: string;
}

type Rows = readonly { readonly name: string }[];

/** The page's field for a path as `requestDifferences` has them. */
export function shownField(path: FieldPath, draft: LaunchDraft): ShownField {
  const [first, second = ''] = path.map(String);
  const { tags, environment, groups } = draft.settings;
  switch (first) {
    case 'HyperParameters':
      return isContainerOwn(second) ? containerOwn(path) : rowOf(draft.extra, 'extra', second);
    case 'InputDataConfig':
      return withPart(rowOf(draft.channels, 'channelPath', second), path.slice(2));
    case 'Tags':
      return rowOf(tags, 'tag', second, ':value');
    case 'Environment':
      return rowOf(environment, 'environment', second, ':value');
    case 'ResourceConfig':
      return second === 'InstanceGroups'
        ? withPart(rowOf(groups, 'group', String(path[2] ?? ''), ':type'), path.slice(3))
        : elsewhere(path);
    default:
      return elsewhere(path);
  }
}

function rowOf(rows: Rows, field: string, name: string, control = ''): ShownField {
  const index = rows.findIndex((row) => row.name.trim() === name);
  return { field: index < 0 ? null : `${field}:${index}${control}`, name };
}

const withPart = (shown: ShownField, inside: FieldPath): ShownField =>
  inside.length === 0 ? shown : { ...shown, name: `${shown.name}.${String(inside.at(-1))}` };

/** Nothing shows them; they follow from other fields, or came with what was pasted. */
const containerOwn = (path: FieldPath): ShownField => ({ field: null, name: pathText(path) });

/** Boxes of the page stand for fields that are no problem by themselves. */
const boxes: Readonly<Record<string, string>> = {
  'OutputDataConfig.CompressionType': 'setting:keepsFiles',
  EnableManagedSpotTraining: 'setting:isSpot',
  EnableNetworkIsolation: 'setting:isIsolated',
  EnableInterContainerTrafficEncryption: 'setting:encryptsTraffic',
};

function elsewhere(path: FieldPath): ShownField {
  const name = pathText(path);
  return { field: boxes[name] ?? settingField(path) ?? 'otherFields', name };
}
