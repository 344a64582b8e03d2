import { isFields } from '../mergeFields';
import { requestError, type FieldPath, type RequestProblem } from '../requestProblem';

/**
 * What `${name}` or `${name:argument}` stands for; `undefined` where it stands for nothing now, and the
 * text stays as it is. Known: `workspaceFolder`, `workspaceFolderBasename`, `fileDirname`, `file`, `userHome`,
 * `env:NAME`, `config:NAME`.
 */
export type VariableValue = (name: string, argument: string | null) => string | undefined;

/** Names that a file may use. Others, such as a shell's, are left as they are. */
const known =
  /\$\{(workspaceFolder|workspaceFolderBasename|fileDirname|file|userHome|env|config)(?::([^{}]*))?\}/g;

/** The value with its variables replaced in all texts, however deep, and an error for each that has no value. */
export function replaceVariables(
  value: unknown,
  valueOf: VariableValue,
  path: FieldPath = [],
): { readonly value: unknown; readonly problems: readonly RequestProblem[] } {
  const problems: RequestProblem[] = [];
  const replaced = (part: unknown, at: FieldPath): unknown => {
    if (typeof part === 'string') {
      return part.replace(known, (whole: string, name: string, argument: string | undefined) => {
        const found = valueOf(name, argument ?? null);
        if (found === undefined) {
          problems.push(requestError(at, `names ${whole}, which has no value.`));
        }
        return found ?? whole;
      });
    }
    if (Array.isArray(part)) {
      return part.map((item, index) => replaced(item, [...at, index]));
    }
    return isFields(part) ? mapFields(part, (item, name) => replaced(item, [...at, name])) : part;
  };
  return { value: replaced(value, path), problems };
}

function mapFields(
  fields: Readonly<Record<string, unknown>>,
  change: (value: unknown, name: string) => unknown,
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [name, change(value, name)]),
  );
}
