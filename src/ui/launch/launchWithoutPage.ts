import type { Connection } from '../../aws/connection';
import type { TrainingLaunch } from '../../core/training/launch';
import type { SourceScan } from '../../node/sourceScan';
import type { LaunchDraft } from '../../shared/contracts/launch';
import type { Report } from '../../platform/progress';
import type { Launched } from '../panels/launchPanel';
import type { Launcher, LaunchOf } from './launcher';
import { LaunchSession } from './launchSession';
import { stepText } from './launchTexts';

/** A launch that nobody edits. */
export interface QuietLaunch {
  readonly script: string;
  readonly connection: Connection;
  /** The form that it starts from. */
  readonly remembered: LaunchOf['remembered'];
  /** What is to be otherwise than the form says. */
  readonly change?: (launch: TrainingLaunch) => TrainingLaunch;
}

const nothingFound: SourceScan = { secrets: [], unreadable: [], beyond: 0 };

/**
 * Launches a script with a form as it was left, and keeps the form as it is. Rejects with `invalid` when
 * something in it must be mended first.
 */
export async function launchWithoutPage(
  launcher: Launcher,
  { script, connection, remembered, change = (launch) => launch }: QuietLaunch,
  report: Report,
  signal: AbortSignal,
): Promise<Launched> {
  const ports = launcher.ports({
    script,
    connection: () => connection,
    remembered,
    send: ({ progress }) => progress && report(progress.message),
  });
  const session = new LaunchSession(script, connection.info, {
    ...ports,
    // Packing looks for secrets itself; what a look before it finds would be shown to nobody.
    source: { ...ports.source, scanSource: () => Promise.resolve(nothingFound) },
    launch: (launch, ...more) => ports.launch(change(launch), ...more),
    remember: () => undefined,
  });
  signal.addEventListener('abort', () => session.cancel(), { once: true });
  try {
    report(stepText('packing'));
    const draft: LaunchDraft = await session.open();
    signal.throwIfAborted();
    const { jobName } = await session.start(draft);
    return { connection, jobName, script, draft };
  } finally {
    session.dispose();
  }
}
