import type { StoredEvent } from '../../store/logRows';
import type { LogEvent } from '../../../core/logs/logLine';
import {
  invalidParameter,
  noSuchStream,
  requireGroup,
  type Input,
  type LogOperation,
} from './logNames';

const hourMilliseconds = 60 * 60 * 1000;
const dayMilliseconds = 24 * hourMilliseconds;
/** Limits of the API reference, PutLogEvents. */
const mostBytes = 1_048_576;
const overheadBytes = 26;
const oldest = 14 * dayMilliseconds;
const newest = 2 * hourMilliseconds;

/**
 * Takes a batch in the order of time. Events that are too old or too new are left out, and the answer
 * says which; sequence tokens mean nothing any more.
 */
export const putLogEvents: LogOperation = async ({ logs, clock }, input, call) => {
  const group = requireGroup(logs, input, call).name;
  const name = String(input['logStreamName']);
  if (logs.stream(group, name) === undefined) throw noSuchStream();
  const events = input['logEvents'] as readonly LogEvent[];
  checkBatch(events);
  const time = clock.now();
  const expired = logs.cutoff(group) ?? -Infinity;
  const isTooOld = ({ timestamp }: LogEvent) => timestamp < time - oldest;
  const isExpired = ({ timestamp }: LogEvent) => timestamp < expired;
  const isTooNew = ({ timestamp }: LogEvent) => timestamp > time + newest;
  const valid = events.filter((one) => !isTooOld(one) && !isExpired(one) && !isTooNew(one));
  checkSpan(valid);
  const stored = valid.map(({ timestamp, message }): StoredEvent => ({
    timestamp,
    message,
    ingestedAt: time,
  }));
  if (!(await logs.put(group, name, stored))) throw noSuchStream();
  return {
    nextSequenceToken: String(time).padStart(56, '0'),
    ...rejected({
      tooOldLogEventEndIndex: events.filter(isTooOld).length,
      expiredLogEventEndIndex: events.filter(isExpired).length,
      tooNewLogEventStartIndex: events.findIndex(isTooNew),
    }),
    ...rejectedEntity(input),
  };
};

function checkBatch(events: readonly LogEvent[]): void {
  const sizes = events.map(({ message }) => Buffer.byteLength(message) + overheadBytes);
  const largest = Math.max(...sizes);
  if (largest > mostBytes) {
    throw invalidParameter(`Log event too large: ${largest} bytes exceeds limit of ${mostBytes}`);
  }
  const total = sizes.reduce((sum, size) => sum + size, 0);
  if (total > mostBytes) {
    throw invalidParameter(`Upload too large: ${total} bytes exceeds limit of ${mostBytes}`);
  }
  const isInOrder = events.every(
    ({ timestamp }, index) => index === 0 || timestamp >= (events[index - 1]?.timestamp ?? 0),
  );
  if (!isInOrder) {
    throw invalidParameter(
      'Log events in a single PutLogEvents request must be in chronological order.',
    );
  }
}

function checkSpan(valid: readonly LogEvent[]): void {
  const span = (valid.at(-1)?.timestamp ?? 0) - (valid[0]?.timestamp ?? 0);
  if (span > dayMilliseconds) {
    throw invalidParameter(
      'The batch of log events in a single PutLogEvents request cannot span more than 24 hours.',
    );
  }
}

interface Rejected {
  /** Ends are the index behind the last one, so that 0 says none. */
  readonly tooOldLogEventEndIndex: number;
  readonly expiredLogEventEndIndex: number;
  /** -1: none. */
  readonly tooNewLogEventStartIndex: number;
}

function rejected(all: Rejected): object {
  const some = Object.entries(all).filter(([name, index]) =>
    name.endsWith('StartIndex') ? index >= 0 : index > 0,
  );
  return some.length === 0 ? {} : { rejectedLogEventsInfo: Object.fromEntries(some) };
}

/** The sandbox keeps no entities; the events are taken nevertheless, as the service does. */
function rejectedEntity(input: Input): object {
  if (input['entity'] === undefined) return {};
  return { rejectedEntityInfo: { errorType: 'UnsupportedLogGroupType' } };
}
