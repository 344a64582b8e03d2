import { plainText } from '../../core/logs/ansi';
import { trainingLogGroup, type Logs } from '../../core/logs/logSource';
import { isSilent, tellingLines, withLastLines } from '../../core/training/failureCause';

/** Hosts whose log is looked at: one of many has failed, the others were only stopped. */
const mostHosts = 4;

/**
 * The service's reason of a failed job, with what the script said last where the containers reported
 * nothing. One call more for the streams and one for each host, only where the reason is silent.
 */
export async function explainedReason(
  logs: Logs,
  jobName: string,
  reason: string,
  signal?: AbortSignal,
): Promise<string> {
  if (!isSilent(reason)) {
    return reason;
  }
  const names = await logs.streams(trainingLogGroup, `${jobName}/`, signal);
  const tails = await Promise.all(
    names
      .slice(0, mostHosts)
      .map((name) => logs.tail({ group: trainingLogGroup, name }, tellingLines, signal)),
  );
  const events = tails.flat().toSorted((a, b) => a.timestamp - b.timestamp);
  return withLastLines(
    reason,
    events.map(({ message }) => plainText(message)),
  );
}
