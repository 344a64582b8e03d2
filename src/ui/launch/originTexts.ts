import * as vscode from 'vscode';
import type { PreflightLine } from '../../shared/contracts/launch';

/** Of the links that take the launch to a region; the region follows. */
export const regionLink = 'region:';
/** The link that takes it to a connection that the person picks. */
export const connectionLink = 'connection';

/** A request that was written for another region than that of the page. */
export const otherRegion = (named: string, own: string): PreflightLine => ({
  ...{ id: 'region', tone: 'warning' },
  message: vscode.l10n.t('The request names {0}, and the job would run in {1}.', named, own),
  links: [
    { id: `${regionLink}${named}`, label: vscode.l10n.t('Run in {0}', named) },
    { id: connectionLink, label: vscode.l10n.t('Choose connection…') },
  ],
});
