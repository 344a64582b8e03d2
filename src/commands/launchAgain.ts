import * as vscode from 'vscode';
import type { Connection } from '../aws/connection';
import { AppError } from '../core/errors';
import { withProgress } from '../platform/progress';
import type { LaunchDraft } from '../shared/contracts/launch';
import type { Launcher } from '../ui/launch/launcher';
import { launchWithoutPage } from '../ui/launch/launchWithoutPage';
import type { Launched } from '../ui/panels/launchPanel';

export interface LaunchAgainServices {
  readonly launcher: Launcher;
  /** Opens the launch page of a script, or brings it to the front. */
  openLaunchPage(script: string): Promise<void>;
  launched(launched: Launched): Promise<void>;
}

/** What is launched once more. */
export interface Repeated {
  readonly script: string;
  /** The form that it was launched with. */
  readonly draft: LaunchDraft;
  readonly open: (signal: AbortSignal) => Promise<Connection>;
}

/**
 * Launches a script with the form of an earlier launch and the code and data as they are now. Where
 * something in it must be mended first, rejects with `invalid` and opens the launch page.
 */
export async function launchAgain(
  services: LaunchAgainServices,
  { script, draft, open }: Repeated,
): Promise<void> {
  const title = vscode.l10n.t('Training {0}', vscode.workspace.asRelativePath(script));
  const launching = withProgress(title, async (report, signal) => {
    const connection = await open(signal);
    const launch = { script, connection, remembered: { launch: draft } };
    return await launchWithoutPage(services.launcher, launch, report, signal);
  });
  const launched = await Promise.resolve(launching).catch(async (error: unknown) => {
    if (AppError.is(error, 'invalid')) {
      // There the reason stands with the link that mends it.
      await services.openLaunchPage(script);
    }
    throw error;
  });
  await services.launched(launched);
}
