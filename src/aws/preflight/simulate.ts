import type { ContextEntry, EvaluationResult } from '@aws-sdk/client-iam';
import type { Simulated } from '../../core/preflight/simulation';
import type { Sender } from '../../core/resources/kind';

/** Who does what with what. */
export interface SimulationQuestion {
  /** ARN of the user or role whose policies count. */
  readonly source: string;
  readonly actions: readonly string[];
  /** ARNs, or `*`. */
  readonly resources: readonly string[];
  readonly region: string;
  readonly accountId: string;
}

const mostPages = 20;

/** Has IAM judge each action on each resource. Fails as the service fails, also as `denied`. */
export async function simulate(
  iam: Sender,
  { source, actions, resources, region, accountId }: SimulationQuestion,
  signal: AbortSignal,
): Promise<readonly Simulated[]> {
  const { SimulatePrincipalPolicyCommand } = await import('@aws-sdk/client-iam');
  const results: Simulated[] = [];
  let marker: string | undefined;
  for (let page = 0; page < mostPages; page++) {
    const command = new SimulatePrincipalPolicyCommand({
      PolicySourceArn: source,
      ActionNames: [...actions],
      ResourceArns: [...resources],
      ContextEntries: contextOf(region, accountId),
      Marker: marker,
    });
    const answer = await iam.send(command, signal);
    results.push(...(answer.EvaluationResults ?? []).flatMap((one) => readResult(one, resources)));
    marker = answer.IsTruncated ? answer.Marker : undefined;
    if (marker === undefined) {
      break;
    }
  }
  return results;
}

/** What is certain of a launch's calls; policies that ask for anything else cannot be judged. */
function contextOf(region: string, accountId: string): ContextEntry[] {
  const text = (ContextKeyName: string, value: string): ContextEntry => ({
    ...{ ContextKeyName, ContextKeyValues: [value], ContextKeyType: 'string' },
  });
  return [
    text('iam:PassedToService', 'sagemaker.amazonaws.com'),
    text('aws:RequestedRegion', region),
    text('aws:ResourceAccount', accountId),
    {
      ...{ ContextKeyName: 'aws:SecureTransport', ContextKeyValues: ['true'] },
      ContextKeyType: 'boolean',
    },
  ];
}

/**
 * Of a single resource older answers have no results of its own. A boundary that stops one of several
 * need not stop the others; an organization that does makes all of them doubtful.
 */
function readResult(result: EvaluationResult, resources: readonly string[]): readonly Simulated[] {
  const action = result.EvalActionName ?? '';
  const isOnly = resources.length === 1;
  const organization = result.OrganizationsDecisionDetail?.AllowedByOrganizations;
  const boundary = isOnly ? boundaryOf(result) : undefined;
  const own = result.ResourceSpecificResults ?? [];
  if (own.length === 0) {
    return isOnly
      ? [
          {
            ...{ action, resource: resources[0] ?? '' },
            decision: result.EvalDecision ?? '',
            missing: result.MissingContextValues ?? [],
            allowedByOrganization: organization,
            allowedByBoundary: boundary,
          },
        ]
      : [];
  }
  return own.map((one) => ({
    ...{ action, resource: one.EvalResourceName ?? '' },
    decision: one.EvalResourceDecision ?? '',
    missing: one.MissingContextValues ?? [],
    allowedByOrganization: organization,
    allowedByBoundary: boundaryOf(one) ?? boundary,
  }));
}

const boundaryOf = ({
  PermissionsBoundaryDecisionDetail: detail,
}: Pick<EvaluationResult, 'PermissionsBoundaryDecisionDetail'>): boolean | undefined =>
  detail?.AllowedByPermissionsBoundary;
