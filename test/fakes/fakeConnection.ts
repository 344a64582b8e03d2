import type { CallRecord } from '../../src/aws/clients';
import { createLogSource } from '../../src/aws/logEvents';
import { ServiceSenders } from '../../src/aws/sender';
import { createStorage } from '../../src/aws/storage';
import type { Clock } from '../../src/core/clock';
import type { FakeService } from './fakeService';

/** Sleeps are over at once and are counted. */
class FakeClock implements Clock {
  readonly slept: number[] = [];
  private time = Date.UTC(2026, 10, 21, 10);

  now(): number {
    return this.time;
  }

  sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted();
    this.slept.push(milliseconds);
    this.time += milliseconds;
    return Promise.resolve();
  }
}

/** Real clients of a connection whose endpoint is a fake service. */
export function connectTo(service: FakeService, options: { region?: string } = {}) {
  const region = options.region ?? 'us-east-1';
  const calls: CallRecord[] = [];
  const clock = new FakeClock();
  const target = {
    region,
    credentials: { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret' },
    endpoint: () => service.endpoint,
  };
  const senders = new ServiceSenders({
    targets: { current: () => Promise.resolve(target), refused: () => false },
    now: () => clock.now(),
    onCall: (call) => calls.push(call),
  });
  return {
    senders,
    calls,
    clock,
    logs: createLogSource(senders.sender('logs')),
    storage: createStorage({ api: senders.sender('s3'), region, clock }),
  };
}
