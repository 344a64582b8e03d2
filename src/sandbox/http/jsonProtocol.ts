import { AuthError } from './authError';
import { decompress, readBody } from './body';
import { EventStream } from './eventStream';
import { admitBody } from './gate';
import { jsonContentType } from './jsonContentType';
import { ServiceError, type Installation, type JsonService } from './jsonService';
import type { Reply } from './reply';
import type { RequestHead } from './requestHead';
import type { Respond, ServiceCall } from './serviceCall';

/** A JSON service and the name that its clients sign with. */
export interface JsonRoute {
  readonly service: JsonService;
  readonly signingName: string;
}

const bodyLimit = 10 * 1024 * 1024;

/** AWS JSON: one path, the operation in `X-Amz-Target`. Its versions 1.0 and 1.1 differ in name. */
export function jsonProtocol(routes: readonly JsonRoute[], installation: Installation): Respond {
  const byTarget = new Map(routes.map((route) => [route.service.target, route]));
  return async (call) => {
    refuseCbor(call);
    const body = await readBody(call.request, bodyLimit);
    admitBody(call.head, call.admission, body);
    const [target, name] = readTarget(call);
    const route = byTarget.get(target);
    if (!route) throw unknownOperation(name === '' ? target : `${target}.${name}`);
    checkScope(call, route);
    const operation = ownOperation(route.service, name);
    if (!operation) throw unknownOperation(name);
    const encoding = call.head.headers.get('content-encoding');
    const input = parseInput(await decompress(body, encoding, bodyLimit));
    return answer(
      call.head,
      await operation(input, { ...installation, session: call.admission.signer.session }),
    );
  };
}

function readTarget({ head }: ServiceCall): readonly [target: string, operation: string] {
  const header = head.headers.get('x-amz-target');
  if (header === undefined || head.method !== 'POST' || head.path !== '/') {
    throw unknownOperation(`${head.method} ${head.path}`);
  }
  const dot = header.indexOf('.');
  return dot < 0 ? [header, ''] : [header.slice(0, dot), header.slice(dot + 1)];
}

/** `constructor` and its like are no operations. */
function ownOperation(service: JsonService, name: string) {
  return Object.hasOwn(service.operations, name) ? service.operations[name] : undefined;
}

function checkScope(call: ServiceCall, route: JsonRoute): void {
  if (call.admission.claim.service !== route.signingName) {
    throw new AuthError(
      'wrongService',
      `Credential should be scoped to correct service: '${route.signingName}'.`,
    );
  }
}

function refuseCbor({ head }: ServiceCall): void {
  const contentType = head.headers.get('content-type') ?? '';
  if (head.headers.has('smithy-protocol') || contentType.includes('cbor')) {
    throw new ServiceError(
      'UnsupportedMediaTypeException',
      'The local sandbox speaks AWS JSON here, not Smithy RPC v2 with CBOR.',
      415,
    );
  }
}

function parseInput(body: Buffer): Readonly<Record<string, unknown>> {
  if (body.length === 0) return {};
  try {
    const input: unknown = JSON.parse(body.toString('utf8'));
    if (isRecord(input)) return input;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw new ServiceError('SerializationException', 'The request body is not a JSON object.');
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function answer(head: RequestHead, output: object): Reply {
  if (output instanceof EventStream) {
    const headers = { 'content-type': 'application/vnd.amazon.eventstream' };
    return { status: 200, headers, body: output };
  }
  return {
    status: 200,
    headers: { 'content-type': jsonContentType(head) },
    body: JSON.stringify(output),
  };
}

function unknownOperation(name: string): ServiceError {
  return new ServiceError(
    'UnknownOperationException',
    `The local sandbox does not have the operation ${name}.`,
    404,
  );
}
