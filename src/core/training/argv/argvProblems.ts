import type { LaunchDraft } from '../../../shared/contracts/launch';
import type { ContainerImage } from '../containerImage';
import { formArguments } from '../draft';
import type { ScriptArgument, ScriptInspection } from '../inspection';
import { leavingOut, type ArgvFix, type ArgvProblem } from './argvProblem';
import { checkArguments, isReadByArgparse, type ArgvAnswer } from './checkArguments';
import { declaredProblems } from './declaredProblems';
import { expectation, requiredProblem, wantedMessage } from './declaredType';
import { argvOf, type ArgvPart } from './scriptArgv';
import type { Repair, ScriptRepairs } from './scriptFix';
import { shellFixes, shellMessage } from './shellProblem';

/** A launch as it would be started now. */
export interface ArgvSubject {
  readonly inspection: ScriptInspection;
  readonly draft: LaunchDraft;
  readonly image: ContainerImage;
  /** Of the script that was inspected. */
  readonly repairs: ScriptRepairs;
}

type Refused = Extract<ArgvAnswer, { kind: 'refused' }>;

/**
 * All that stands in the way of the command line that the image will build, one problem an argument.
 * argparse ends at the first; so each is put aside to find the next. Jobs of this computer get their
 * arguments intact (`sandboxArgumentsVariable`): what a shell would do to them is a warning.
 */
export function argvProblems(subject: ArgvSubject): ArgvProblem[] {
  const built = argvOf(subject.draft, subject.inspection, subject.image);
  const parts = built.map((part): ArgvPart => ({ ...part, received: part.built }));
  const problems = [
    ...positionalProblems(subject),
    ...(isReadByArgparse(subject.inspection)
      ? refusals(ofScript(parts, subject.inspection), subject)
      : declaredProblems(parts, subject.inspection)),
  ];
  const isTold = ({ name }: ArgvPart) => problems.some((problem) => problem.name === name);
  const damaged = built.filter((part) => part.damage !== null && !isTold(part));
  return [...damaged.map((part) => damageProblem(part, subject)), ...problems];
}

/** The parts that the script itself declares, where a class of a library may declare the others. */
function ofScript(
  parts: readonly ArgvPart[],
  { arguments: declared, parser }: ScriptInspection,
): readonly ArgvPart[] {
  const names = new Set(declared.map(({ name }) => name));
  return parser?.offered ? parts.filter(({ name }) => names.has(name)) : parts;
}

/** SageMaker writes options only. */
function positionalProblems(subject: ArgvSubject): ArgvProblem[] {
  const isNeeded = ({ nargs, required }: ScriptArgument) => required && nargs !== '...';
  return subject.inspection.arguments
    .filter((argument) => argument.flags.length === 0 && isNeeded(argument))
    .map((argument) => ({
      name: argument.name,
      severity: 'error',
      message: `${argument.name} is positional and required, but SageMaker passes options only.`,
      detail: null,
      line: argument.line,
      fixes: scriptFixes(subject, argument, 'option'),
    }));
}

function damageProblem(part: ArgvPart, { inspection }: ArgvSubject): ArgvProblem {
  const argument = formArguments(inspection).find(({ name }) => name === part.name);
  return {
    name: part.name,
    severity: 'warning',
    message: shellMessage(part),
    detail: null,
    line: argument?.line ?? null,
    fixes: [...shellFixes(part), ...leavingOut(part.name, argument)],
  };
}

function refusals(parts: readonly ArgvPart[], subject: ArgvSubject): ArgvProblem[] {
  const problems: ArgvProblem[] = [];
  let left = parts;
  let inspection = withoutNeeds(beyondFile(parts, subject.inspection), []);
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
    inspection = withoutNeeds(inspection, blamed);
  }
  return [...problems, ...truthProblems(left, subject)];
}

/** What is required may stand in the file that an option names. */
function beyondFile(parts: readonly ArgvPart[], inspection: ScriptInspection): ScriptInspection {
  const { fileOption } = inspection.parser ?? {};
  return parts.some(({ name }) => name === fileOption)
    ? {
        ...inspection,
        arguments: inspection.arguments.map((one) => ({ ...one, required: false })),
      }
    : inspection;
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
  { argument: name, reason, message }: Refused,
  severity: ArgvProblem['severity'],
  { inspection }: ArgvSubject,
): ArgvProblem {
  const argument = inspection.arguments.find((one) => one.name === name);
  return argument && reason === 'required'
    ? { ...requiredProblem(argument), severity, detail: message }
    : { name, severity, message: ending(message), detail: null, line: null, fixes: [] };
}

const ending = (message: string): string => `The script would end: ${message}.`;

function refusedProblem(
  { name, built, received }: ArgvPart,
  { reason, message }: Refused,
  severity: ArgvProblem['severity'],
  subject: ArgvSubject,
): ArgvProblem {
  const argument = subject.inspection.arguments.find((one) => one.name === name);
  const wanted =
    argument && (reason === 'value' || reason === 'choice') ? expectation(argument) : null;
  return {
    name,
    severity,
    message:
      argument && wanted !== null
        ? wantedMessage(argument, wanted, received[1])
        : `SageMaker passes ${built.join(' ')}, and the script would end: ${message}.`,
    detail: wanted === null ? null : message,
    line: argument?.line ?? null,
    fixes: [
      ...(argument ? scriptFixes(subject, argument, repairOf(argument)) : []),
      ...leavingOut(name, argument),
    ],
  };
}

/** `type=bool` takes every text for true; argparse sees nothing wrong. */
function truthProblems(parts: readonly ArgvPart[], subject: ArgvSubject): ArgvProblem[] {
  if (subject.inspection.parser?.kind !== 'argparse') {
    return [];
  }
  return subject.inspection.arguments.flatMap((argument): ArgvProblem[] => {
    const part = parts.find(({ name }) => name === argument.name);
    const isMeantFalse = /^(false|0|no|none|off)$/i.test(part?.received[1] ?? '');
    return argument.type === 'bool' && part !== undefined && isMeantFalse
      ? [
          {
            name: argument.name,
            severity: 'error',
            message: `SageMaker passes ${part.built.join(' ')}, which type=bool reads as true.`,
            detail: null,
            line: argument.line,
            fixes: [
              ...scriptFixes(subject, argument, 'boolType'),
              ...leavingOut(argument.name, argument),
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
  { repairs, inspection }: ArgvSubject,
  argument: ScriptArgument,
  repair: Repair | null,
): ArgvFix[] {
  const isArgparse = inspection.parser?.kind === 'argparse';
  const edits = repair && isArgparse ? repairs.edits(argument, repair) : null;
  return edits ? [{ kind: 'script', edits }] : [];
}
