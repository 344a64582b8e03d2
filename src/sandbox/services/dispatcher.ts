import type { Clock } from '../../core/clock';
import {
  sandboxAccountId,
  sandboxRegion,
  type SandboxCredentials,
} from '../../core/sandbox/protocol';
import { createDeferred } from '../../node/deferred';
import { protocolOf } from '../http/gate';
import { jsonProtocol, type JsonRoute } from '../http/jsonProtocol';
import { ServiceError, type Installation, type JsonService } from '../http/jsonService';
import { queryProtocol } from '../http/queryProtocol';
import type { Respond, ServiceCall } from '../http/serviceCall';
import type { Housekeeping } from '../housekeeping/housekeeping';
import type { Lifetime } from '../life/lifetime';
import type { JobPart } from '../jobPart';
import type { Objects } from '../store/objects';
import type { InterpreterRegistry } from './interpreters';
import { managementService } from './management';
import { DigestThread } from './s3/digestThread';
import { s3Service } from './s3/s3Service';
import { stsService } from './sts';

/** What stands behind the services once the data folder is this process's. */
interface OpenParts {
  readonly objects: Objects;
  readonly interpreters: InterpreterRegistry;
  readonly lifetime: Lifetime;
  readonly housekeeping: Housekeeping;
  readonly jobs: JobPart;
}

const installation: Installation = { accountId: sandboxAccountId, region: sandboxRegion };

export interface Dispatcher {
  readonly respond: Respond;
  /** Lets the calls in that have been waiting for the data, and those to come. */
  open(parts: OpenParts): void;
  /** Lets the calls to come wait until it is opened again. */
  hold(): void;
}

/**
 * Hands each request to the service that its signature names. STS answers from the first moment,
 * because it tells others that this process lives; everything else waits for `open`.
 */
export function createDispatcher(credentials: SandboxCredentials, clock: Clock): Dispatcher {
  let opened = createDeferred<ReadonlyMap<string, Respond>>();
  let isOpen = false;
  const sts = stsService(credentials, clock);
  const respondToSts = queryProtocol(sts, installation);
  return {
    async respond(call) {
      const { service } = call.admission.claim;
      if (service === sts.signingName) return respondToSts(call);
      const respond = (await opened.promise).get(service);
      if (!respond) throw unknownService(call);
      return respond(call);
    },
    open: (parts) => {
      if (isOpen) opened = createDeferred();
      opened.resolve(byService(parts));
      isOpen = true;
    },
    hold: () => {
      if (isOpen) opened = createDeferred();
      isOpen = false;
    },
  };
}

function byService({
  objects,
  interpreters,
  lifetime,
  housekeeping,
  jobs,
}: OpenParts): ReadonlyMap<string, Respond> {
  const management = managementService(lifetime, interpreters, housekeeping, jobs);
  const all: JsonRoute[] = [
    ...jobs.routes.map(({ service, signingName }) => ({
      service: refuseWhileDraining(service, lifetime),
      signingName,
    })),
    { service: management, signingName: 'sagemaker' },
  ];
  const json = jsonProtocol(all, installation);
  const byName = new Map([
    ...all.map(({ signingName }): [string, Respond] => [signingName, json]),
    ['s3', s3Service({ objects, thread: new DigestThread(), ...installation })],
  ]);
  for (const query of jobs.queries) {
    const respond = queryProtocol(query, installation);
    byName.set(query.signingName, either(respond, byName.get(query.signingName)));
  }
  return byName;
}

/** A service such as CloudWatch speaks both protocols under one name. */
function either(query: Respond, json: Respond | undefined): Respond {
  return (call) => (json && protocolOf(call.head) !== 'query' ? json(call) : query(call));
}

/** A sandbox that is about to be replaced takes nothing new. */
function refuseWhileDraining(service: JsonService, lifetime: Lifetime): JsonService {
  const operations = Object.entries(service.operations).map(
    ([name, operation]): [string, typeof operation] => [
      name,
      name.startsWith('Create')
        ? (input, context) => {
            if (lifetime.isDraining()) throw unavailable();
            return operation(input, context);
          }
        : operation,
    ],
  );
  return { ...service, operations: Object.fromEntries(operations) };
}

function unavailable(): ServiceError {
  return new ServiceError(
    'ServiceUnavailable',
    'This local sandbox is about to be replaced and takes no new work.',
    503,
  );
}

function unknownService(call: ServiceCall): ServiceError {
  const { service } = call.admission.claim;
  return new ServiceError(
    protocolOf(call.head) === 'query' ? 'InvalidAction' : 'UnknownOperationException',
    `The local sandbox does not have the service ${service}.`,
    protocolOf(call.head) === 'query' ? 400 : 404,
  );
}
