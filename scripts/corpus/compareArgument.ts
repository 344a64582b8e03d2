import type { Literal, ScriptArgument } from '../../src/core/training/inspection';
import { isSameValue, showKnown } from './sameValue';
import { isUnknown, type Known, type TruthArgument } from './truth';

/** One way in which our reading and the truth part. */
export interface Difference {
  /** Its first flag, or its name. */
  readonly argument: string;
  readonly what: string;
  readonly ours: string;
  readonly truth: string;
  /** Whether the reading said that it could be trusted. */
  readonly certain: boolean;
}

/** `undefined` where they agree. */
type Finding = Omit<Difference, 'argument' | 'certain'> | undefined;

/** All in which our reading of one argument is not what argparse was told. */
export function compareArgument(ours: ScriptArgument, truth: TruthArgument): Difference[] {
  const findings: readonly Finding[] = [
    compareFlags(ours, truth),
    compareType(ours, truth),
    compareDefault(ours, truth),
    compareChoices(ours, truth),
    compareNargs(ours, truth),
    compareRequired(ours, truth),
    compareHelp(ours, truth),
  ];
  return findings.flatMap((found) =>
    found
      ? [{ argument: truth.flags[0] ?? truth.destination, ...found, certain: ours.certain }]
      : [],
  );
}

const isBooleanOptional = ({ action }: TruthArgument): boolean =>
  action === 'BooleanOptionalAction';

function compareFlags(ours: ScriptArgument, truth: TruthArgument): Finding {
  // Python adds the `--no-` twins; they may be said or left to the action.
  const own = (flags: readonly string[]): string =>
    flags
      .filter((flag) => !(isBooleanOptional(truth) && flag.startsWith('--no-')))
      .sort()
      .join(' ');
  return own(ours.flags) === own(truth.flags)
    ? undefined
    : { what: 'flags', ours: ours.flags.join(' '), truth: truth.flags.join(' ') };
}

/** The types that may be said of the argument. */
function typesOf(truth: TruthArgument): readonly string[] {
  if (isBooleanOptional(truth)) {
    return ['flag'];
  }
  if (!truth.ownAction && 'value' in truth.nargs && truth.nargs.value === 0) {
    return ['flag'];
  }
  const named = ['str', 'int', 'float', 'bool'].find((name) => name === truth.type);
  const type = named ?? (truth.type === 'Path' ? 'str' : 'other');
  // What an action of the script's own makes of the text, nobody knows.
  return truth.ownAction ? [type, 'other'] : [type];
}

function compareType(ours: ScriptArgument, truth: TruthArgument): Finding {
  if (truth.type === 'unknown') {
    return ours.certain ? { what: 'type', ours: ours.type, truth: 'unknowable' } : undefined;
  }
  const types = typesOf(truth);
  return types.includes(ours.type)
    ? undefined
    : { what: 'type', ours: ours.type, truth: types.join(' or ') };
}

function compareDefault(ours: ScriptArgument, truth: TruthArgument): Finding {
  const value = ours.hasDefault ? ours.default : null;
  const shown = `${JSON.stringify(value)}${ours.variable === null ? '' : ` of ${ours.variable}`}`;
  return agreesOnDefault(ours, value, truth.default)
    ? undefined
    : { what: 'default', ours: shown, truth: showKnown(truth.default) };
}

function agreesOnDefault(ours: ScriptArgument, value: Literal, truth: Known): boolean {
  const variable = variableIn(truth);
  if (variable !== undefined) {
    const isWhole = 'variable' in truth;
    return ours.variable === variable || (!isWhole && !ours.certain);
  }
  if (isUnknown(truth)) {
    return !ours.certain || ours.variable !== null;
  }
  // Not a value that could be said.
  const isOther = 'object' in truth || ('kind' in truth && truth.kind === 'dict');
  return isSameValue(value, truth) || (isOther && !ours.certain);
}

/** The `SM_` variable that a default is, or is made of. */
function variableIn(truth: Known): string | undefined {
  if ('variable' in truth) {
    return truth.variable;
  }
  const text = 'value' in truth && typeof truth.value === 'string' ? truth.value : '';
  return /⟦(SM_\w+)⟧/.exec(text)?.[1];
}

function compareChoices(ours: ScriptArgument, truth: TruthArgument): Finding {
  const { choices } = truth;
  const agrees =
    isUnknown(choices) || 'object' in choices
      ? !ours.certain
      : isSameValue(ours.choices, keysOf(choices));
  return agrees
    ? undefined
    : { what: 'choices', ours: JSON.stringify(ours.choices), truth: showKnown(choices) };
}

/** A text is the list of its letters, a dict that of its keys. */
function keysOf(choices: Known): Known {
  if ('value' in choices && typeof choices.value === 'string') {
    return { kind: 'list', members: Array.from(choices.value, (value) => ({ value })) };
  }
  return choices;
}

function compareNargs(ours: ScriptArgument, truth: TruthArgument): Finding {
  const { nargs } = truth;
  const agrees =
    'value' in nargs
      ? ours.nargs === nargs.value || ((ours.nargs ?? 0) === 0 && (nargs.value ?? 0) === 0)
      : !ours.certain;
  return agrees
    ? undefined
    : { what: 'nargs', ours: JSON.stringify(ours.nargs), truth: showKnown(nargs) };
}

function compareRequired(ours: ScriptArgument, truth: TruthArgument): Finding {
  const { required, flags, nargs } = truth;
  // Python's versions disagree about positionals that may be empty.
  const mayBeEmpty = 'value' in nargs && (nargs.value === '*' || nargs.value === '...');
  const agrees =
    'value' in required ? ours.required === required.value : !ours.certain || !ours.required;
  return agrees || (flags.length === 0 && mayBeEmpty)
    ? undefined
    : { what: 'required', ours: String(ours.required), truth: showKnown(required) };
}

function compareHelp(ours: ScriptArgument, truth: TruthArgument): Finding {
  return agreesOnHelp(ours, truth)
    ? undefined
    : { what: 'help', ours: JSON.stringify(ours.help), truth: showKnown(truth.expandedHelp) };
}

function agreesOnHelp(ours: ScriptArgument, truth: TruthArgument): boolean {
  const mine = plain(ours.help ?? '');
  const raw = textOf(truth.help);
  if (raw === undefined) {
    return mine === '' || !ours.certain;
  }
  const expanded = textOf(truth.expandedHelp);
  // A default that hangs on the machine stands in the text, too.
  if (raw.includes('%(') && (expanded === undefined || expanded.includes('⟦'))) {
    return true;
  }
  // The script's name, and (Python 3.9 to 3.12) a default that nobody wrote.
  const said = isBooleanOptional(truth) ? raw.replace(/ \(default: %\(default\)s\)$/, '') : raw;
  return (
    [raw, said, expanded ?? raw].some((text) => plain(text) === mine) || said.includes('%(prog)')
  );
}

/** Argparse wraps the text as it sees fit. */
const plain = (text: string): string => text.replaceAll('%%', '%').replace(/\s+/g, ' ').trim();

/** `undefined` where it is not known, or hangs on a variable. */
function textOf(help: Known): string | undefined {
  if ('suppressed' in help) {
    return '';
  }
  return 'value' in help ? String(help.value ?? '') : undefined;
}
