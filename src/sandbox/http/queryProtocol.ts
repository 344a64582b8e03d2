import { readBody } from './body';
import { admitBody } from './gate';
import { ServiceError, type CallContext, type Installation } from './jsonService';
import { queryMembers } from './queryAnswer';
import type { Respond } from './serviceCall';
import { element, xmlDocument } from './xml';

/** A service that speaks AWS Query: parameters in a form, answers in XML. */
export interface QueryService {
  readonly signingName: string;
  readonly version: string;
  readonly namespace: string;
  readonly actions: Readonly<Record<string, QueryAction>>;
}

/** Answers the members of `{Action}Result`; times in them are `Date`s. */
export type QueryAction = (
  parameters: ReadonlyMap<string, string>,
  call: CallContext,
) => Promise<object>;

const bodyLimit = 1024 * 1024;

export function queryProtocol(service: QueryService, installation: Installation): Respond {
  return async ({ head, admission, request, requestId }) => {
    const body = await readBody(request, bodyLimit);
    admitBody(head, admission, body);
    const parameters = new Map([...head.query, ...new URLSearchParams(body.toString('utf8'))]);
    const name = parameters.get('Action') ?? '';
    const action = findAction(service, name, parameters);
    const answer = await action(parameters, { ...installation, session: admission.signer.session });
    return {
      status: 200,
      headers: { 'content-type': 'text/xml' },
      body: xmlDocument(
        element(
          `${name}Response`,
          [
            element(`${name}Result`, queryMembers(answer)),
            element('ResponseMetadata', [element('RequestId', requestId)]),
          ],
          service.namespace,
        ),
      ),
    };
  };
}

function findAction(
  service: QueryService,
  name: string,
  parameters: ReadonlyMap<string, string>,
): QueryAction {
  const version = parameters.get('Version') ?? service.version;
  const isKnown = version === service.version && Object.hasOwn(service.actions, name);
  const action = isKnown ? service.actions[name] : undefined;
  if (action !== undefined) return action;
  throw new ServiceError(
    'InvalidAction',
    `Could not find operation ${name} for version ${version} in the local sandbox.`,
  );
}
