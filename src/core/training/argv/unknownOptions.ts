import type { ScriptInspection } from '../inspection';
import type { ArgvProblem } from './argvProblem';
import type { ArgvPart } from './scriptArgv';

/**
 * Options that another library than argparse does not know. click and typer end the script for them; absl
 * may have them of a module that it imports, and fire may hand them to what a function returns.
 */
export function unknownOptions(
  parts: readonly ArgvPart[],
  { arguments: declared, parser }: ScriptInspection,
): ArgvProblem[] {
  if (parser === null || parser.acceptsUnknown || parser.subcommands || parser.offered) {
    return [];
  }
  const known = new Set(declared.flatMap(({ flags }) => flags.map(spelled)));
  const isSure = parser.certain && (parser.kind === 'click' || parser.kind === 'typer');
  return parts.flatMap(({ name, built: [option = ''] }): ArgvProblem[] =>
    known.has(spelled(option))
      ? []
      : [
          {
            name,
            severity: isSure ? 'error' : 'warning',
            message: `The script declares no option ${option}.`,
            detail: null,
            line: null,
            fixes: [{ kind: 'form', name, value: null }],
          },
        ],
  );
}

/** fire takes a hyphen for an underscore; to be told apart by nothing else is no option's lot. */
const spelled = (flag: string): string => flag.replace(/^-+/, '').replaceAll('-', '_');
