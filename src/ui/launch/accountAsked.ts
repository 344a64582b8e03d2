import { accountQuestion, type AccountQuestion } from '../../core/preflight/question';
import { askedLaunch } from '../../core/training/askedLaunch';
import { draftLaunch, type DraftLaunchParts } from './draftLaunch';

/**
 * What the account is to be asked about a launch as the form has it; `undefined` where it costs nothing,
 * so that there is no account to ask.
 */
export function accountAsked(
  parts: Pick<DraftLaunchParts, 'script' | 'form' | 'info'>,
): AccountQuestion | undefined {
  const { form, info } = parts;
  if (form.draft === undefined || !info.traits.billable) {
    return undefined;
  }
  const launch = draftLaunch({ ...parts, requirements: null }, form.draft);
  // An image that is not made for the place is spoken of already.
  const image = form.image?.lack === undefined ? launch.image : '';
  return accountQuestion(askedLaunch({ ...launch, image }), info.traits.defaultRole);
}
