import * as vscode from 'vscode';
import type { PriceTable } from '../../core/cost/priceTable';
import { nextRegion } from '../../core/training/after/nextRegion';
import { otherTypes } from '../../core/training/after/otherTypes';
import { instanceTypesOf } from '../../core/training/settings/settingsLaunch';
import type { PreflightLink } from '../../shared/contracts/launch';
import type { LaunchSettings } from '../../shared/contracts/launchSettings';

/** Of the ids of links that go elsewhere: `type:TYPE`, `region:REGION` or `region:` follows. */
export const failurePrefix = 'failure:';

/** What stands in for instances that are not to be had: the type most alike, and the region next to it. */
export function elsewhereLinks(
  settings: LaunchSettings,
  region: string,
  prices: PriceTable | undefined,
): readonly PreflightLink[] {
  // Which of several types is lacking the service does not say.
  const [type, ...others] = new Set(instanceTypesOf(settings));
  const [other] = type === undefined || others.length > 0 ? [] : otherTypes(type, prices);
  const next = nextRegion(region);
  return [
    ...(other ? [link(`type:${other.type}`, vscode.l10n.t('Train on {0}', other.type))] : []),
    ...(next === undefined ? [] : [link(`region:${next}`, vscode.l10n.t('Go to {0}', next))]),
    link('region:', vscode.l10n.t('Another region…')),
  ];
}

const link = (what: string, label: string): PreflightLink => ({ id: failurePrefix + what, label });
