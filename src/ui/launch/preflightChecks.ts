import * as vscode from 'vscode';
import type { DataSummary, SummaryOptions } from '../../aws/training/dataSummary';
import { asAppError } from '../../core/errors';
import type { ImportsPorts } from './importsCheck';
import type { PricePorts } from './priceLook';
import type { RequirementsPorts } from './requirementsCheck';
import type { PreflightLine, PreflightLink } from '../../shared/contracts/launch';

export interface CheckPorts extends RequirementsPorts, ImportsPorts {
  /** The interpreter that would run the job; rejects with `noPython` when there is none. */
  python(): Promise<{ readonly version: string; readonly path: string }>;
  /** What a launch would upload of a file or folder, by absolute path; fails as `eachDataFile` does. */
  data(path: string, options: SummaryOptions): Promise<DataSummary>;
  readonly prices: PricePorts;
}

/** What went wrong, for a person; only our own errors carry such a sentence. */
export const reasonText = (error: unknown): string => asAppError(error).message;

/** With the link of what follows it, so that nothing below it moves. */
export const lookingForPython = (): PreflightLine => ({
  id: 'python',
  tone: 'busy',
  message: vscode.l10n.t('Looking for Python…'),
  links: [changePython()],
});

const changePython = (): PreflightLink => ({ id: 'python', label: vscode.l10n.t('Change…') });

export async function checkPython(found: ReturnType<CheckPorts['python']>): Promise<PreflightLine> {
  try {
    const { version, path } = await found;
    return {
      id: 'python',
      tone: 'ok',
      message: vscode.l10n.t('Python {0} found', version),
      detail: path,
      links: [changePython()],
    };
  } catch (error) {
    return {
      id: 'python',
      tone: 'error',
      message: reasonText(error),
      links: [{ id: 'python', label: vscode.l10n.t('Choose interpreter…') }],
    };
  }
}
