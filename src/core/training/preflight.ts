import type { FormArgument, LaunchDraft, PreflightLine } from '../../shared/contracts/launch';
import { readArgument } from './argumentValue';
import { draftText, formArguments, toHyperparameters } from './draft';
import type { ScriptInspection } from './inspection';

const linePrefix = 'line:';

/** Images whose entry point hands the arguments to a shell (sagemaker-training `process.py`). */
const shellFrameworks = new Set(['pytorch', 'tensorflow', 'huggingface']);

/**
 * What the script itself and the values given to it have to say before the start, most serious first.
 * `framework` is the chosen image's.
 */
export function preflightOfScript(
  inspection: ScriptInspection,
  draft: LaunchDraft,
  framework: string,
): PreflightLine[] {
  const args = formArguments(inspection);
  const lines = [
    ...problemLines(inspection),
    ...args.flatMap((argument) => flagLines(argument, draft)),
    ...missingChannelLines(inspection, draft),
    ...shellLines(draft, args, framework),
  ];
  return [...lines.filter(isError), ...lines.filter((line) => !isError(line))];
}

/** The line of the script that a preflight line's link opens; `null` for another kind of line. */
export function preflightScriptLine(id: string): number | null {
  const match = /^line:(\d+):/.exec(id);
  return match ? Number(match[1]) : null;
}

/** Id of the line that says a channel has no data, and back. */
export function preflightChannel(id: string): string | null {
  return id.startsWith('channel:') ? id.slice('channel:'.length) : null;
}

function isError(line: PreflightLine): boolean {
  return line.tone === 'error';
}

function scriptLine(line: number, code: string): Pick<PreflightLine, 'id' | 'fix'> {
  return { id: `${linePrefix}${line}:${code}`, fix: `Open line ${line}` };
}

/** Plain remarks stay on the form, beside the argument they concern. */
function problemLines({ problems }: ScriptInspection): PreflightLine[] {
  return problems.flatMap(({ severity, code, message, line }) =>
    severity === 'info' ? [] : [{ ...scriptLine(line, code), tone: severity, message }],
  );
}

function flagLines(argument: FormArgument, draft: LaunchDraft): PreflightLine[] {
  if (argument.type !== 'flag') {
    return [];
  }
  const reading = readArgument(argument, draftText(draft, argument.name));
  return reading.kind === 'problem'
    ? [
        {
          ...scriptLine(argument.line, 'flag'),
          tone: 'error',
          message: `SageMaker cannot set ${argument.flags[0] ?? argument.name}: it takes no value.`,
          detail: reading.message,
        },
      ]
    : [];
}

function missingChannelLines(inspection: ScriptInspection, draft: LaunchDraft): PreflightLine[] {
  const given = new Set(draft.channels.map(({ name }) => name.toUpperCase()));
  return inspection.channels
    .filter(({ name }) => !given.has(name.toUpperCase()))
    .map(({ name, line }) => ({
      id: `channel:${name}`,
      tone: 'warning',
      message: `The script reads the channel ${name}, which has no data.`,
      detail: `SM_CHANNEL_${name.toUpperCase()} in line ${line} will not be set.`,
      fix: 'Add data…',
    }));
}

function shellLines(
  draft: LaunchDraft,
  args: readonly FormArgument[],
  framework: string,
): PreflightLine[] {
  if (!shellFrameworks.has(framework)) {
    return [];
  }
  return toHyperparameters(draft, args)
    .filter(
      ({ value }) => typeof value === 'string' && /^$|[\s"'`$;&|<>()*?[\]{}\\!#~]/.test(value),
    )
    .map(({ name }) => ({
      id: `shell:${name}`,
      tone: 'warning',
      message: `On AWS the value of --${name} goes through a shell, which changes it.`,
      detail:
        'This image joins the arguments to one command line. Spaces, quotes and signs such as ; * $ ' +
        'do not arrive as they are; read SM_HPS in the script instead.',
    }));
}
