import type { LaunchDraft } from '../../../shared/contracts/launch';
import { literalText } from '../argumentText';
import type { ContainerImage } from '../containerImage';
import type { ScriptArgument, ScriptInspection } from '../inspection';
import type { ArgvFix } from './argvFix';
import { checkArguments, type ArgvAnswer } from './checkArguments';
import { argvOf, type ArgvPart } from './scriptArgv';
import { repairScript, type Repair } from './scriptFix';
import { shellFixes, shellMessage } from './shellProblem';

export interface ArgvProblem {
  /** Name of the argument or of the form's free row; `null`: the command line as a whole. */
  readonly name: string | null;
  /** `warning`: the script may take it after all, as not all of it could be read. */
  readonly severity: 'error' | 'warning';
  readonly message: string;
  /** The argument's in the script. */
  readonly line: number | null;
  /** The best first. */
  readonly fixes: readonly ArgvFix[];
}

/** A launch as it would be started now. */
export interface ArgvSubject {
  readonly inspection: ScriptInspection;
  readonly draft: LaunchDraft;
  readonly image: ContainerImage;
  /** The script that was inspected. */
  readonly text: string;
}

type Refused = Extract<ArgvAnswer, { kind: 'refused' }>;

/**
 * All that stands in the way of the command line that the image will build, one problem an argument.
 * argparse ends at the first; so each is put aside to find the next.
 */
export function argvProblems(subject: ArgvSubject): ArgvProblem[] {
  const parts = argvOf(subject.draft, subject.inspection, subject.image);
  const damaged = parts.filter(({ damage }) => damage !== null);
  const sound = parts.filter(({ damage }) => damage === null);
  return [
    ...positionalProblems(subject),
    ...damaged.map((part) => damageProblem(part, subject)),
    ...refusals(sound, damaged, subject),
  ];
}

/** SageMaker writes options only. */
function positionalProblems(subject: ArgvSubject): ArgvProblem[] {
  const isNeeded = ({ nargs }: ScriptArgument) => nargs !== '?' && nargs !== '*' && nargs !== '...';
  return subject.inspection.arguments
    .filter((argument) => argument.flags.length === 0 && isNeeded(argument))
    .map((argument) => ({
      name: argument.name,
      severity: 'error',
      message: `${argument.name} is positional and required, but SageMaker passes options only.`,
      line: argument.line,
      fixes: scriptFixes(subject, argument, 'option'),
    }));
}

function damageProblem(part: ArgvPart, { inspection }: ArgvSubject): ArgvProblem {
  return {
    name: part.name,
    severity: part.damage === 'expanded' || part.damage === 'changed' ? 'warning' : 'error',
    message: shellMessage(part),
    line: inspection.arguments.find(({ name }) => name === part.name)?.line ?? null,
    fixes: shellFixes(part),
  };
}

function refusals(
  parts: readonly ArgvPart[],
  aside: readonly ArgvPart[],
  subject: ArgvSubject,
): ArgvProblem[] {
  const problems: ArgvProblem[] = [];
  let left = parts;
  let inspection = withoutNeeds(subject.inspection, aside);
  for (let turn = parts.length + inspection.arguments.length; turn > 0; turn--) {
    const answer = checkArguments(
      inspection,
      left.flatMap(({ received }) => received),
    );
    const refused = answer.kind === 'unknown' ? answer.likely : answer;
    if (refused?.kind !== 'refused') break;
    const blamed = blamedParts(refused, left);
    const severity = answer.kind === 'unknown' ? 'warning' : 'error';
    if (blamed.length === 0) {
      problems.push(missingProblem(refused, severity, subject));
      if (refused.argument === null) break;
      inspection = withoutArgument(inspection, refused.argument);
    }
    problems.push(...blamed.map((part) => refusedProblem(part, refused, severity, subject)));
    left = left.filter((part) => !blamed.includes(part));
  }
  return [...problems, ...truthProblems(left, subject)];
}

/** Without what is told of already: positionals, and what the damaged parts would have given. */
function withoutNeeds(inspection: ScriptInspection, aside: readonly ArgvPart[]): ScriptInspection {
  const names = new Set(aside.map(({ name }) => name));
  return {
    ...inspection,
    arguments: inspection.arguments
      .filter(({ flags }) => flags.length > 0)
      .map((argument) => (names.has(argument.name) ? { ...argument, required: false } : argument)),
  };
}

function withoutArgument(inspection: ScriptInspection, name: string): ScriptInspection {
  return { ...inspection, arguments: inspection.arguments.filter((one) => one.name !== name) };
}

function blamedParts({ argument, words }: Refused, parts: readonly ArgvPart[]): ArgvPart[] {
  const owners = parts.flatMap((part) => part.received.map(() => part));
  const ofWords = words.flatMap((index) => owners[index] ?? []);
  const ofName = parts.filter(({ name }) => name === argument);
  return [...new Set([...ofName, ...ofWords])];
}

function missingProblem(
  { argument: name, message }: Refused,
  severity: ArgvProblem['severity'],
  { inspection }: ArgvSubject,
): ArgvProblem {
  const argument = inspection.arguments.find((one) => one.name === name);
  const [choice] = argument?.choices ?? [];
  const value = argument && choice !== undefined ? literalText(choice, argument.type) : null;
  return {
    name,
    severity,
    message: `The script would end: ${message}.`,
    line: argument?.line ?? null,
    fixes: argument && value !== null ? [{ kind: 'form', name: argument.name, value }] : [],
  };
}

function refusedProblem(
  { name, built }: ArgvPart,
  { message }: Refused,
  severity: ArgvProblem['severity'],
  subject: ArgvSubject,
): ArgvProblem {
  const argument = subject.inspection.arguments.find((one) => one.name === name);
  return {
    name,
    severity,
    message: `SageMaker passes ${built.join(' ')}, and the script would end: ${message}.`,
    line: argument?.line ?? null,
    fixes: [
      ...(argument ? scriptFixes(subject, argument, repairOf(argument)) : []),
      { kind: 'form', name, value: null },
    ],
  };
}

/** `type=bool` takes every text for true; argparse sees nothing wrong. */
function truthProblems(parts: readonly ArgvPart[], subject: ArgvSubject): ArgvProblem[] {
  return subject.inspection.arguments.flatMap((argument): ArgvProblem[] => {
    const part = parts.find(({ name }) => name === argument.name);
    const isMeantFalse = /^(false|0|no|none|off)$/i.test(part?.received[1] ?? '');
    return argument.type === 'bool' && part !== undefined && isMeantFalse
      ? [
          {
            name: argument.name,
            severity: 'error',
            message: `SageMaker passes ${part.built.join(' ')}, which type=bool reads as true.`,
            line: argument.line,
            fixes: [
              ...scriptFixes(subject, argument, 'boolType'),
              { kind: 'form', name: argument.name, value: null },
            ],
          },
        ]
      : [];
  });
}

function repairOf({ type, action, nargs }: ScriptArgument): Repair | null {
  if (action === 'store_true' || action === 'store_false') return 'switch';
  if (type === 'bool') return 'boolType';
  return nargs === '+' || nargs === '*' || typeof nargs === 'number' ? 'list' : null;
}

function scriptFixes(
  { text }: ArgvSubject,
  argument: ScriptArgument,
  repair: Repair | null,
): ArgvFix[] {
  const edits = repair && repairScript(text, argument, repair);
  return edits ? [{ kind: 'script', edits }] : [];
}
