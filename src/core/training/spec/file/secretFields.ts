import { findSecrets } from '../../../packaging/secrets/findSecrets';
import type { SecretKind } from '../../../packaging/secrets/secretRules';
import { isFields } from '../mergeFields';
import { pathText, type FieldPath } from '../requestProblem';

/** Where in a file's fields something looks like a secret; never the secret itself. */
interface SecretField {
  readonly path: FieldPath;
  readonly kind: SecretKind;
}

/** The texts among the fields of a job file that look like secrets, by the rules of packing. */
export function secretFields(fields: object): readonly SecretField[] {
  return textsIn(fields, []).flatMap(([path, text]) => {
    // A rule may go by the name that stands in front.
    const name = path.findLast((part) => typeof part === 'string') ?? '';
    const line = `${JSON.stringify(name)}: ${JSON.stringify(text)}`;
    const [found] = findSecrets(line, 'job.sagemaker.json', () => '');
    return found ? [{ path, kind: found.kind }] : [];
  });
}

/** The fields without the members and items at these places. */
export function withoutFields(fields: object, places: readonly FieldPath[]): object {
  const removed = new Set(places.map(pathText));
  const cut = (value: unknown, path: FieldPath): unknown => {
    const stays = (part: string | number): boolean => !removed.has(pathText([...path, part]));
    if (Array.isArray(value)) {
      return value.flatMap((item: unknown, index) =>
        stays(index) ? [cut(item, [...path, index])] : [],
      );
    }
    return isFields(value)
      ? Object.fromEntries(
          Object.entries(value)
            .filter(([name]) => stays(name))
            .map(([name, member]) => [name, cut(member, [...path, name])]),
        )
      : value;
  };
  return cut(fields, []) as object;
}

function textsIn(value: unknown, path: FieldPath): (readonly [FieldPath, string])[] {
  if (typeof value === 'string') {
    return [[path, value]];
  }
  if (Array.isArray(value)) {
    return value.flatMap((item: unknown, index) => textsIn(item, [...path, index]));
  }
  return isFields(value)
    ? Object.entries(value).flatMap(([name, member]) => textsIn(member, [...path, name]))
    : [];
}
