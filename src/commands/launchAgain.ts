import * as vscode from 'vscode';
import { AppError } from '../core/errors';
import { shownPath } from '../core/packaging/shownPath';
import { withProgress } from '../platform/progress';
import type { ChosenConnection } from '../ui/connection/chosenConnection';
import type { Launcher } from '../ui/launch/launcher';
import { launchWithoutPage } from '../ui/launch/launchWithoutPage';
import type { Launched } from '../ui/panels/launchPanel';
import type { FilledForm } from '../ui/panels/panels';

export interface LaunchAgainServices {
  readonly launcher: Launcher;
  readonly chosen: ChosenConnection;
  /** Opens the launch page of a script, or brings it to the front; `form`: with that. */
  openLaunchPage(script: string, form?: FilledForm): Promise<void>;
  launched(launched: Launched): Promise<void>;
}

/** What is launched once more. */
export interface Repeated extends FilledForm {
  readonly script: string;
}

/**
 * Launches a script with the form of an earlier launch and the code and data as they are now. Where
 * something in it must be mended first, rejects with `invalid` and opens the launch page with that form.
 */
export async function launchAgain(
  services: LaunchAgainServices,
  { script, ...form }: Repeated,
): Promise<void> {
  const title = vscode.l10n.t('Training {0}', shownPath(vscode.workspace.asRelativePath(script)));
  const launching = withProgress(title, async (report, signal) => {
    const connection = await services.chosen.openById(form.connectionId, signal);
    const launch = { script, connection, remembered: { launch: form.draft } };
    return await launchWithoutPage(services.launcher, launch, report, signal);
  });
  const launched = await Promise.resolve(launching).catch(async (error: unknown) => {
    if (AppError.is(error, 'invalid')) {
      // There the reason stands with the link that mends it.
      await services.openLaunchPage(script, form);
    }
    throw error;
  });
  await services.launched(launched);
}
