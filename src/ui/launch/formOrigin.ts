import * as vscode from 'vscode';
import type { LaunchState, PreflightLine } from '../../shared/contracts/launch';
import { otherRegion } from './originTexts';

/** What a form was filled in from that is not of its script. */
export interface FormOrigin {
  /** The job whose request it is. */
  readonly jobName?: string | undefined;
  /** The region that a request names which was pasted. */
  readonly region?: string | undefined;
}

/** What a page shows, with where its form comes from. */
export function withOrigin(state: LaunchState, { jobName, region }: FormOrigin): LaunchState {
  // On this computer a job is of no region.
  const isOther = region !== undefined && region !== state.region && state.settings !== null;
  const lines = [
    ...(isOther ? [otherRegion(region, state.region)] : []),
    ...(jobName === undefined ? [] : [filledFrom(jobName)]),
  ];
  return lines.length === 0 ? state : { ...state, preflight: [...lines, ...state.preflight] };
}

const filledFrom = (jobName: string): PreflightLine => ({
  ...{ id: 'filledFrom', tone: 'info' },
  message: vscode.l10n.t('Filled in from {0}, but for its code.', jobName),
});
