import type { Simulated } from '../../core/preflight/simulation';
import type { Asking } from './asking';
import { simulate } from './simulate';

/** One action, and what it is done with: IAM refuses to judge actions together that need different information. */
interface AskedAction {
  readonly action: string;
  /** ARNs, or `*`. */
  readonly resources: readonly string[];
}

/** What IAM says of one action on each resource, for the policies of `source`; asked once by all checks. */
export function simulated(
  asking: Asking,
  source: string,
  { action, resources }: AskedAction,
): Promise<readonly Simulated[]> {
  const { connection, identity } = asking;
  const { region } = connection.info;
  const question = {
    ...{ source, region, accountId: identity.accountId },
    ...{ actions: [action], resources },
  };
  return asking.ask(`simulate ${JSON.stringify(question)}`, (signal) =>
    simulate(connection.iam, question, signal),
  );
}

/** The same of one resource; `undefined` where the answer has none of it. */
export async function simulatedOn(
  asking: Asking,
  source: string,
  { action, resource }: { readonly action: string; readonly resource: string },
): Promise<Simulated | undefined> {
  const results = await simulated(asking, source, { action, resources: [resource] });
  return results.find((one) => one.action === action && one.resource === resource);
}
