import { setMaxListeners } from 'node:events';
import { Readable } from 'node:stream';
import { AppError } from '../core/errors';
import type { CommandLike, Sender } from '../core/resources/kind';
import { buildClient, observe, type CallRecord, type ServiceClient } from './clients';
import { errorCode, isRefused, toAppError } from './errors';
import { untilAborted } from './untilAborted';
import { serviceIds, type ServiceName, type Target } from './services';

/** Who knows where calls go now. The same target, by identity, as long as its clients may be kept. */
export interface TargetSource {
  current(signal?: AbortSignal): Promise<Target>;
  /**
   * Nothing listens at `target` any more. True when `current` will now give another one, so that
   * the call is worth repeating.
   */
  refused(target: Target): boolean;
  /**
   * The service says that its credentials have expired: the next `current` is to look for others.
   * True when there may be some without anybody's help, so that the call is worth repeating.
   */
  expired?(target: Target): Promise<boolean>;
}

export interface ServiceSendersOptions {
  readonly targets: TargetSource;
  readonly now: () => number;
  readonly onCall: (record: CallRecord) => void;
}

type Clients = Map<ServiceName, Promise<ServiceClient>>;

/**
 * The senders of one connection: one SDK client per service, built on first use, so that the SDK's
 * adaptive rate limiting sees all calls. A new target gets new clients.
 */
export class ServiceSenders {
  private readonly clients = new Map<Target, Clients>();
  /** What the service was asked for when it failed so. */
  private readonly operations = new WeakMap<object, string>();

  constructor(private readonly options: ServiceSendersOptions) {}

  sender(service: ServiceName): Sender {
    return {
      send: <I extends object, O extends object>(
        command: CommandLike<I, O>,
        signal?: AbortSignal,
      ) => this.send(service, command, signal) as Promise<O>,
    };
  }

  dispose(): void {
    for (const target of [...this.clients.keys()]) {
      this.destroy(target);
    }
  }

  private async send<I extends object, O extends object>(
    service: ServiceName,
    command: CommandLike<I, O>,
    signal?: AbortSignal,
  ): Promise<object> {
    if (signal) {
      // Many calls wait for one signal: that of the views' connection, say.
      setMaxListeners(0, signal);
    }
    try {
      // The SDK looks at the signal only between its retries.
      return await untilAborted(this.attempt(service, command, signal), signal);
    } catch (error) {
      throw signal?.aborted === true
        ? new AppError('cancelled', 'Cancelled.', { cause: error })
        : toAppError(error, serviceIds[service], this.operationOf(error));
    }
  }

  private operationOf(error: unknown): string | undefined {
    return error instanceof Error ? this.operations.get(error) : undefined;
  }

  private async attempt<I extends object, O extends object>(
    service: ServiceName,
    command: CommandLike<I, O>,
    signal?: AbortSignal,
  ): Promise<object> {
    const target = await this.options.targets.current(signal);
    try {
      return await this.once(service, target, { command, signal });
    } catch (error) {
      const isWorthRepeating = await this.isWorthRepeating(error, service, target);
      if (!isWorthRepeating || hasStream(command.input)) {
        throw error;
      }
      const next = await this.options.targets.current(signal);
      return await this.once(service, next, { command, signal });
    }
  }

  private async isWorthRepeating(
    error: unknown,
    service: ServiceName,
    target: Target,
  ): Promise<boolean> {
    const { targets } = this.options;
    if (error instanceof AppError) {
      return false; // No service has said it: keys were not found.
    }
    if (toAppError(error, serviceIds[service]).reason === 'expired') {
      // Not destroyed: that would cut what began before. Idle sockets are closed by the service.
      this.clients.delete(target);
      return (await targets.expired?.(target)) ?? false;
    }
    if (isRefused(error) && targets.refused(target)) {
      this.destroy(target);
      return true;
    }
    return false;
  }

  private async once(
    service: ServiceName,
    target: Target,
    call: { readonly command: object; readonly signal: AbortSignal | undefined },
  ): Promise<object> {
    call.signal?.throwIfAborted();
    const client = await this.client(service, target);
    return await client.send(
      call.command as never,
      call.signal === undefined ? {} : { abortSignal: call.signal },
    );
  }

  private client(service: ServiceName, target: Target): Promise<ServiceClient> {
    const clients = this.clients.get(target) ?? new Map<ServiceName, Promise<ServiceClient>>();
    this.clients.set(target, clients);
    const client = clients.get(service) ?? this.build(service, target);
    clients.set(service, client);
    // A failed load must not be kept for the next call.
    client.catch(() => clients.delete(service));
    return client;
  }

  /** Ends also the calls that are under way. */
  private destroy(target: Target): void {
    for (const client of this.clients.get(target)?.values() ?? []) {
      client.then(
        (built) => built.destroy(),
        () => undefined,
      );
    }
    this.clients.delete(target);
  }

  private async build(service: ServiceName, target: Target): Promise<ServiceClient> {
    const client = await buildClient(service, target);
    const { now, onCall } = this.options;
    const onFailure = (error: unknown, operation: string): string => {
      if (error instanceof Error) {
        this.operations.set(error, operation);
      }
      return errorCode(error);
    };
    observe(client, service, { now, onCall, onFailure });
    return client;
  }
}

/** A body that flows only once; its command cannot be sent again. */
function hasStream(input: object): boolean {
  return 'Body' in input && input.Body instanceof Readable;
}
