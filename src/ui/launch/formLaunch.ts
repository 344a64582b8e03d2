import type { Connection } from '../../aws/connection';
import type { TrainingLaunch } from '../../core/training/launch';
import type { LaunchDraft } from '../../shared/contracts/launch';
import type { Launcher } from './launcher';
import { LaunchSession } from './launchSession';

/** What a form launches, and where. */
interface Form {
  readonly script: string;
  readonly connection: Connection;
  readonly draft: LaunchDraft;
}

/** The launch that a form would start; rejects with `invalid` where it would not, and keeps nothing. */
export async function formLaunch(
  launcher: Launcher,
  { script, connection, draft }: Form,
): Promise<TrainingLaunch> {
  const ports = launcher.ports({
    ...{ script, connection: () => connection, remembered: { launch: draft } },
    send: () => undefined,
  });
  const session = new LaunchSession(script, connection.info, {
    ...ports,
    remember: () => undefined,
  });
  try {
    const opened = await session.open();
    // The name that it was launched under is taken.
    return { ...(await session.preview(opened)), jobName: draft.jobName };
  } finally {
    session.dispose();
  }
}
