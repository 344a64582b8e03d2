import { isFields } from '../mergeFields';
import { pathText, type FieldPath } from '../requestProblem';

/**
 * A request as JSON with comments: behind each value stands what `originOf` says of its field's
 * `pathText`. Of lists the whole has one comment, as `fieldOrigins` has it.
 */
export function requestText(
  request: Readonly<Record<string, unknown>>,
  originOf: (field: string) => string | undefined,
): string {
  return `${[...fieldLines(request, [], originOf)].join('\n')}\n`;
}

function* fieldLines(
  fields: Readonly<Record<string, unknown>>,
  path: FieldPath,
  originOf: (field: string) => string | undefined,
): Generator<string> {
  const indent = '  '.repeat(path.length + 1);
  const entries = Object.entries(fields);
  if (path.length === 0) {
    yield '{';
  }
  for (const [index, [name, value]] of entries.entries()) {
    const at = [...path, name];
    const comma = index < entries.length - 1 ? ',' : '';
    const start = `${indent}${JSON.stringify(name)}: `;
    if (isFields(value) && Object.keys(value).length > 0) {
      yield `${start}{`;
      yield* fieldLines(value, at, originOf);
      yield `${indent}}${comma}`;
    } else {
      const origin = originOf(pathText(at));
      const comment = origin === undefined ? '' : ` // ${origin}`;
      yield `${start}${valueText(value, indent)}${comma}${comment}`;
    }
  }
  if (path.length === 0) {
    yield '}';
  }
}

const valueText = (value: unknown, indent: string): string =>
  JSON.stringify(value, null, 2).replaceAll('\n', `\n${indent}`);
