import type { ConnectionInfo } from '../../core/connections/connection';
import { loadImageTable } from '../../core/images/imageTable';
import { heldSettings } from '../../core/training/settings/chosenImage';
import type { LaunchDraft } from '../../shared/contracts/launch';

/** A launched draft as it is launched again: the newest release is the one that it was. */
export async function heldDraft(
  { region, traits }: Pick<ConnectionInfo, 'region' | 'traits'>,
  draft: LaunchDraft,
): Promise<LaunchDraft> {
  return traits.runsHere
    ? draft
    : { ...draft, settings: heldSettings(await loadImageTable(), draft.settings, region) };
}
