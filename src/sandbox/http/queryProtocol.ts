import type { SandboxCredentials } from '../../core/sandbox/protocol';
import { readBody } from './body';
import { admitBody } from './gate';
import { ServiceError } from './jsonService';
import type { Respond } from './serviceCall';
import { element, xmlDocument, type XmlElement } from './xml';

/** A service that speaks AWS Query: parameters in a form, answers in XML. */
export interface QueryService {
  readonly signingName: string;
  readonly version: string;
  readonly namespace: string;
  /** The children of `{Action}Result`. */
  readonly actions: Readonly<
    Record<string, (parameters: ReadonlyMap<string, string>) => readonly XmlElement[]>
  >;
}

const bodyLimit = 1024 * 1024;

export function queryProtocol(service: QueryService, credentials: SandboxCredentials): Respond {
  return async ({ head, admission, request, requestId }) => {
    const body = await readBody(request, bodyLimit);
    admitBody(head, admission, body, credentials);
    const parameters = new Map([...head.query, ...new URLSearchParams(body.toString('utf8'))]);
    const name = parameters.get('Action') ?? '';
    const action = Object.hasOwn(service.actions, name) ? service.actions[name] : undefined;
    if (!action) {
      throw new ServiceError(
        'InvalidAction',
        `Could not find operation ${name} for version ${service.version} in the local sandbox.`,
      );
    }
    return {
      status: 200,
      headers: { 'content-type': 'text/xml' },
      body: xmlDocument(
        element(
          `${name}Response`,
          [
            element(`${name}Result`, action(parameters)),
            element('ResponseMetadata', [element('RequestId', requestId)]),
          ],
          service.namespace,
        ),
      ),
    };
  };
}
