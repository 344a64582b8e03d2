import type { LaunchDraft, PreflightLine, PreflightLink } from '../../shared/contracts/launch';
import type { ScriptInspection, ScriptProblem } from './inspection';

const linePrefix = 'line:';

/** What the script itself and its channels have to say before the start, most serious first. */
export function preflightOfScript(
  inspection: ScriptInspection,
  draft: LaunchDraft,
): PreflightLine[] {
  const lines = [...problemLines(inspection), ...missingChannelLines(inspection, draft)];
  return [...lines.filter(isError), ...lines.filter((line) => !isError(line))];
}

/** The link that opens the script at a line. `code` tells apart what is said of the same line. */
export function scriptLink(line: number, code: string): PreflightLink {
  return { id: `${linePrefix}${line}:${code}`, label: `Open line ${line}` };
}

/** The line of the script that a link opens; `null` for another kind of link. */
export function preflightScriptLine(id: string): number | null {
  const match = /^line:(\d+):/.exec(id);
  return match ? Number(match[1]) : null;
}

/** The channel that a link gives data to; `null` for another kind of link. */
export function preflightChannel(id: string): string | null {
  return id.startsWith('channel:') ? id.slice('channel:'.length) : null;
}

function isError(line: PreflightLine): boolean {
  return line.tone === 'error';
}

/** Plain remarks stay on the form, beside the argument they concern. */
function problemLines({ problems }: ScriptInspection): PreflightLine[] {
  return problems.flatMap((problem) => {
    const { severity, code, message, line } = problem;
    if (severity === 'info' || isOfCommandLine(problem)) {
      return [];
    }
    const link = scriptLink(line, code);
    return [{ id: link.id, tone: severity, message, links: [link] }];
  });
}

/** Said by `argvProblems` when it matters, and with what mends it. */
function isOfCommandLine({ code }: ScriptProblem): boolean {
  return code === 'flag' || code === 'boolType' || code === 'positional';
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
      links: [{ id: `channel:${name}`, label: 'Add data…' }],
    }));
}
