import * as vscode from 'vscode';
import { AppError, asAppError } from '../../core/errors';
import { requirementsLinks } from '../../core/training/requirementsLinks';
import type { ReadOptions, RequirementsReport } from '../../node/requirements';
import type { PreflightLine, PreflightLink } from '../../shared/contracts/launch';

/** Where a job's image would look for what else the script needs. */
export const requirementsFile = 'requirements.txt';

/** What is known of the requirements; `none`: there are none, or they are not asked about. */
export type RequirementsState =
  | { readonly kind: 'none' | 'busy' }
  | { readonly kind: 'compared'; readonly report: RequirementsReport; readonly python: string }
  | { readonly kind: 'failed'; readonly line: PreflightLine };

export interface RequirementsPorts {
  /** `RequirementsReader.read` for the file of an absolute source folder. */
  requirements(
    folder: string,
    interpreter: string,
    options: ReadOptions,
  ): Promise<RequirementsReport | undefined>;
}

/** Never rejects; without an interpreter there is another line that says so. */
export async function compareRequirements(
  ports: RequirementsPorts,
  interpreter: Promise<{ readonly path: string }>,
  options: ReadOptions & { readonly folder: string },
): Promise<RequirementsState> {
  const python = await interpreter.catch(() => undefined);
  if (!python || options.signal.aborted) {
    return { kind: 'none' };
  }
  try {
    const report = await ports.requirements(options.folder, python.path, options);
    return report ? { kind: 'compared', report, python: python.path } : { kind: 'none' };
  } catch (error) {
    return { kind: 'failed', line: failedLine(error) };
  }
}

/** `installs`: the person has consented to an installation. */
export function requirementsLine(
  state: RequirementsState,
  installs: boolean,
): PreflightLine | undefined {
  switch (state.kind) {
    case 'none':
      return undefined;
    case 'busy': {
      const message = vscode.l10n.t('Comparing {0}…', requirementsFile);
      return { id: 'requirements', tone: 'busy', message };
    }
    case 'failed':
      return state.line;
    case 'compared':
      return comparedLine(state, installs);
  }
}

function comparedLine(
  state: RequirementsState & { readonly kind: 'compared' },
  installs: boolean,
): PreflightLine {
  const { missing, local } = state.report;
  if (missing.length === 0) {
    const message = vscode.l10n.t('{0}: all installed', requirementsFile);
    return { id: 'requirements', tone: 'ok', message, detail: state.python };
  }
  if (local.length > 0) {
    return localLine(state);
  }
  return installs ? installedLine(state) : missingLine(state);
}

interface Compared {
  readonly report: RequirementsReport;
  readonly python: string;
}

function missingLine({ report: { missing }, python }: Compared): PreflightLine {
  const message =
    missing.length === 1
      ? vscode.l10n.t('{0} asks for {1}, which is not installed.', requirementsFile, some(missing))
      : vscode.l10n.t(
          '{0} asks for {1} packages that are not installed: {2}',
          requirementsFile,
          missing.length,
          some(missing),
        );
  const detail = `${listing(missing)}\n${vscode.l10n.t('Not installed for {0}', python)}`;
  const label = vscode.l10n.t('Let the sandbox install what is missing');
  const links = [{ id: requirementsLinks.install, label }];
  return { id: 'requirements', tone: 'error', message, detail, links };
}

function installedLine({ report: { missing }, python }: Compared): PreflightLine {
  const message =
    missing.length === 1
      ? vscode.l10n.t('{0}: 1 package from an environment of the sandbox', requirementsFile)
      : vscode.l10n.t(
          '{0}: {1} packages from an environment of the sandbox',
          requirementsFile,
          missing.length,
        );
  const unchanged = vscode.l10n.t(
    'Installed by the first job that needs them; {0} is not changed.',
    python,
  );
  return { id: 'requirements', tone: 'ok', message, detail: `${listing(missing)}\n${unchanged}` };
}

/** The sandbox's environments serve more than one job, so it installs packages of an index only. */
function localLine({ report: { missing, local }, python }: Compared): PreflightLine {
  return {
    id: 'requirements',
    tone: 'error',
    message: vscode.l10n.t(
      '{0} names {1}, and the sandbox installs packages of an index only. Install what is missing yourself.',
      requirementsFile,
      some(local),
    ),
    detail: `${listing(missing)}\n${vscode.l10n.t('Not installed for {0}', python)}`,
    links: [openLink()],
  };
}

const openLink = (): PreflightLink => ({
  id: requirementsLinks.open,
  label: vscode.l10n.t('Open {0}', requirementsFile),
});

/** A file that cannot be read would fail the job; an interpreter that is slow to answer need not. */
function failedLine(error: unknown): PreflightLine {
  const { message } = asAppError(error);
  return AppError.is(error, 'invalid')
    ? { id: 'requirements', tone: 'error', message, links: [openLink()] }
    : {
        ...{ id: 'requirements', tone: 'warning', message },
        links: [{ id: requirementsLinks.check, label: vscode.l10n.t('Check again') }],
      };
}

/** The first few, each without its conditions and options. */
function some(lines: readonly string[]): string {
  const names = lines.slice(0, 3).map((line) => shorten(line.split(/\s*;|\s+--/)[0] ?? line, 40));
  const rest = lines.length - names.length;
  const all = names.join(', ');
  return rest > 0 ? vscode.l10n.t('{0} and {1} more', all, rest) : all;
}

function listing(lines: readonly string[]): string {
  const shown = lines.slice(0, 30).map((line) => shorten(line, 200));
  const rest = lines.length - shown.length;
  const more = rest > 0 ? [vscode.l10n.t('… and {0} more', rest)] : [];
  return [...shown, ...more].join('\n');
}

function shorten(text: string, longest: number): string {
  return text.length <= longest ? text : `${text.slice(0, longest - 1)}…`;
}
