import type { FormArgument } from '../../../shared/contracts/launch';
import { formArguments } from '../draft';
import type { ScriptArgument, ScriptInspection } from '../inspection';
import { isPassable } from '../passable';
import { leavingOut, type ArgvProblem } from './argvProblem';
import { requiredProblem, unsuited } from './declaredType';
import type { ArgvPart } from './scriptArgv';
import { unknownOptions } from './unknownOptions';

/** Of a parser that is not argparse only what an argument declares of its type is known. */
export function declaredProblems(
  built: readonly ArgvPart[],
  inspection: ScriptInspection,
): ArgvProblem[] {
  const parts = inspection.parser?.kind === 'fire' ? spelledOut(built, inspection) : built;
  const problems = formArguments(inspection).flatMap((argument): ArgvProblem[] => {
    const value = parts.findLast(({ name }) => name === argument.name)?.received[1];
    if (value === undefined) {
      return argument.required ? [missingArgument(argument)] : [];
    }
    const problem = unsuited(argument, value, inspection.parser?.kind);
    return problem === null ? [] : [{ ...problem, fixes: leavingOut(argument.name, argument) }];
  });
  return [
    ...problems,
    ...inspection.arguments.filter(isOutOfReach).map(outOfReach),
    ...unknownOptions(parts, inspection),
  ];
}

/** fire takes one letter for the only parameter that begins with it. */
function spelledOut(
  parts: readonly ArgvPart[],
  { arguments: declared }: ScriptInspection,
): readonly ArgvPart[] {
  return parts.map((part) => {
    const meant = declared.filter(({ name }) => name.startsWith(part.name));
    const [only] = meant;
    return only && meant.length === 1 && part.name.length === 1
      ? { ...part, name: only.name, built: [`--${only.name}`, ...part.built.slice(1)] }
      : part;
  });
}

/** Without a parser, the script may ask first whether it is there. */
function missingArgument(argument: FormArgument): ArgvProblem {
  const problem = requiredProblem(argument);
  return argument.isPlain ? { ...problem, severity: 'warning' } : problem;
}

const isOutOfReach = (argument: ScriptArgument): boolean =>
  argument.required && argument.flags.length > 0 && !isPassable(argument);

function outOfReach(argument: ScriptArgument): ArgvProblem {
  const problem = requiredProblem(argument);
  const why = 'SageMaker writes two dashes before names and one before letters.';
  return { ...problem, message: `${problem.message} ${why}`, fixes: [] };
}
