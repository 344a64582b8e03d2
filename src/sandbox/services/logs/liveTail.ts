import { randomUUID } from 'node:crypto';
import { EventStream, type StreamEvent } from '../../http/eventStream';
import type { CallContext } from '../../http/jsonService';
import type { LogStream } from '../../store/logIndex';
import type { LogStore } from '../../store/logStore';
import { readPattern } from './filterLogEvents';
import {
  identifiedGroup,
  invalidParameter,
  noSuchGroup,
  type Input,
  type LogOperation,
  type LogsParts,
} from './logNames';
import { TailSample } from './tailSample';

const updateMilliseconds = 1000;
/** A session lasts that long at most (API reference, StartLiveTail). */
const sessionMilliseconds = 3 * 60 * 60 * 1000;

interface LiveEvent {
  readonly logGroupIdentifier: string;
  readonly logStreamName: string;
  readonly message: string;
  readonly timestamp: number;
  readonly ingestionTime: number;
}

/** What is put into some groups from now on, in an update each second. */
export const startLiveTail: LogOperation = (parts, input, call) => {
  const { logs } = parts;
  const arns = requireArns(logs, input, call);
  const isWanted = streamFilter(input, arns);
  const matches = readPattern(input['logEventFilterPattern']);
  return Promise.resolve(
    new EventStream(async function* (signal) {
      const sample = new TailSample<LiveEvent>();
      const stop = logs.listen((stream, events) => {
        if (!isWanted(stream)) return;
        for (const { timestamp, message, ingestedAt } of events) {
          if (!matches(message)) continue;
          sample.add({
            logGroupIdentifier: arns.get(stream.group) ?? stream.group,
            logStreamName: stream.name,
            message,
            timestamp,
            ingestionTime: ingestedAt,
          });
        }
      });
      try {
        yield* session(parts, sample, describeSession(input), signal);
      } finally {
        stop();
      }
    }),
  );
};

async function* session(
  { clock }: LogsParts,
  sample: TailSample<LiveEvent>,
  start: object,
  signal: AbortSignal,
): AsyncGenerator<StreamEvent> {
  const end = clock.now() + sessionMilliseconds;
  yield { kind: 'event', type: 'sessionStart', payload: start };
  while (clock.now() < end) {
    await clock.sleep(updateMilliseconds, signal);
    const { events, sampled } = sample.take();
    const payload = { sessionMetadata: { sampled }, sessionResults: events };
    yield { kind: 'event', type: 'sessionUpdate', payload };
  }
  const message = 'The session has reached its maximum duration of three hours.';
  yield { kind: 'exception', type: 'SessionTimeoutException', payload: { message } };
}

function describeSession(input: Input): object {
  return {
    requestId: randomUUID(),
    sessionId: randomUUID(),
    logGroupIdentifiers: input['logGroupIdentifiers'],
    logStreamNames: input['logStreamNames'] ?? [],
    logStreamNamePrefixes: input['logStreamNamePrefixes'] ?? [],
    logEventFilterPattern: input['logEventFilterPattern'] ?? '',
  };
}

/** The ARN of each group by its name. */
function requireArns(logs: LogStore, input: Input, call: CallContext): ReadonlyMap<string, string> {
  const arns = new Map<string, string>();
  for (const identifier of input['logGroupIdentifiers'] as readonly string[]) {
    const name = identifiedGroup(identifier, call);
    if (!identifier.startsWith('arn:') || identifier.endsWith('*')) {
      throw invalidParameter(
        `The log group identifier ${identifier} must be the ARN of a log group without ':*'.`,
      );
    }
    if (name === undefined || !logs.group(name)) throw noSuchGroup();
    arns.set(name, identifier);
  }
  return arns;
}

function streamFilter(
  input: Input,
  arns: ReadonlyMap<string, string>,
): (stream: LogStream) => boolean {
  const names = input['logStreamNames'] as readonly string[] | undefined;
  const prefixes = input['logStreamNamePrefixes'] as readonly string[] | undefined;
  if (names !== undefined && prefixes !== undefined) {
    throw invalidParameter('logStreamNames and logStreamNamePrefixes cannot be used together.');
  }
  if (names === undefined && prefixes === undefined) return ({ group }) => arns.has(group);
  if (arns.size > 1) {
    throw invalidParameter('Log streams can be chosen only when there is one log group.');
  }
  return ({ group, name }) =>
    arns.has(group) &&
    (names?.includes(name) ?? prefixes?.some((prefix) => name.startsWith(prefix)) === true);
}
