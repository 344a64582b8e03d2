import * as vscode from 'vscode';
import type { ArgvFix, ArgvProblem } from '../../core/training/argv/argvProblem';
import { argvProblems, type ArgvSubject } from '../../core/training/argv/argvProblems';
import { argvOf, type ArgvPart } from '../../core/training/argv/scriptArgv';
import { initialText } from '../../core/training/argumentText';
import { formArguments } from '../../core/training/draft';
import { scriptLink } from '../../core/training/preflight';
import type {
  CommandLine,
  FieldErrors,
  LaunchDraft,
  PreflightLine,
  PreflightLink,
} from '../../shared/contracts/launch';

/** A link of a problem and what following it does; none where it only leads somewhere. */
interface Offer extends PreflightLink {
  readonly fix: ArgvFix | undefined;
}

/** The command line that an image makes of a form, and what stands in its way. */
export class CommandLineCheck {
  readonly lines: readonly PreflightLine[];
  /** Fields whose values the script refuses. */
  readonly errors: FieldErrors;
  private readonly offers: readonly Offer[];
  private readonly parts: readonly ArgvPart[];

  constructor(subject: ArgvSubject) {
    this.parts = argvOf(subject.draft, subject.inspection, subject.image);
    const told = argvProblems(subject).map((problem) => ({
      problem,
      field: fieldOf(problem, subject),
      offers: offersOf(problem, subject),
    }));
    this.offers = told.flatMap(({ offers }) => offers);
    this.lines = told.map(({ problem, field, offers }, index) => ({
      id: `argv:${problem.name ?? ''}:${index}`,
      tone: problem.severity,
      message: problem.message,
      detail: problem.detail ?? undefined,
      links: offers.map(({ id, label }) => ({ id, label })),
      field,
    }));
    this.errors = Object.fromEntries(
      told.flatMap(({ problem: { severity, message }, field }) =>
        severity === 'error' && field !== undefined ? [[field, message] as const] : [],
      ),
    );
  }

  /** What the page shows; `image` is its name. */
  commandLine(image: string): CommandLine {
    return {
      parts: this.parts.map(({ built, received, damage }) => ({
        built,
        received: damage === null ? null : received,
      })),
      image,
    };
  }

  /** Every word after the script's name, as the image builds them. */
  get words(): readonly string[] {
    return this.parts.flatMap(({ built }) => built);
  }

  /** What the link of that id does; `undefined`: it is not there (any more). */
  fix(id: string): ArgvFix | undefined {
    return this.offers.find((offer) => offer.id === id)?.fix;
  }
}

/** The draft with a field filled in or, with `null`, left out. */
export function fillIn(
  { draft, inspection }: Pick<ArgvSubject, 'draft' | 'inspection'>,
  { name, value }: Extract<ArgvFix, { kind: 'form' }>,
): LaunchDraft {
  const argument = formArguments(inspection).find((one) => one.name === name);
  if (argument) {
    return { ...draft, values: { ...draft.values, [name]: value ?? initialText(argument) } };
  }
  const extra = draft.extra.flatMap((row) => {
    const filled = value === null ? [] : [{ ...row, value }];
    return row.name.trim() === name ? filled : [row];
  });
  return { ...draft, extra };
}

/** Where on the form a problem stands; `undefined`: it concerns no single field. */
function fieldOf({ name }: ArgvProblem, { draft, inspection }: ArgvSubject): string | undefined {
  if (formArguments(inspection).some((argument) => argument.name === name)) {
    return `value:${name}`;
  }
  const index = draft.extra.findIndex((row) => row.name.trim() === name);
  return index < 0 ? undefined : `extra:${index}`;
}

function offersOf(problem: ArgvProblem, subject: ArgvSubject): Offer[] {
  const { name, line, fixes } = problem;
  const offered = fixes.map((fix, index) => ({
    id: `argv:${index}:${fix.kind}:${name ?? ''}`,
    label: labelOf(fix),
    fix,
  }));
  const field = fieldOf(problem, subject);
  const none = { fix: undefined };
  const fill = { ...none, id: `field:${field ?? ''}`, label: vscode.l10n.t('Fill it in') };
  return [
    ...offered,
    ...(offered.length === 0 && field !== undefined ? [fill] : []),
    ...(line === null ? [] : [{ ...none, ...scriptLink(line, `argv-${name ?? ''}`) }]),
  ];
}

function labelOf(fix: ArgvFix): string {
  if (fix.kind === 'script') {
    return vscode.l10n.t('Change the script');
  }
  const option = `${fix.name.length > 1 ? '--' : '-'}${fix.name}`;
  return fix.value === null
    ? vscode.l10n.t('Leave out {0}', option)
    : vscode.l10n.t('Set {0} to {1}', option, fix.value);
}
