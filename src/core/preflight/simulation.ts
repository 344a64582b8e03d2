/** What `SimulatePrincipalPolicy` says of one action on one resource. */
export interface Simulated {
  /** `iam:PassRole` */
  readonly action: string;
  readonly resource: string;
  /** `allowed`, `explicitDeny`, `implicitDeny` */
  readonly decision: string;
  /** Condition keys that the policies ask for and the simulation was not given. */
  readonly missing: readonly string[];
  /** Absent where the account is in no organization. */
  readonly allowedByOrganization?: boolean | undefined;
  /** Absent where there is no permissions boundary. */
  readonly allowedByBoundary?: boolean | undefined;
}

export type Permission =
  | { readonly verdict: 'allowed' }
  /** `policy`: a statement denies it. `boundary`: the permissions boundary. `nothing`: no statement allows it. */
  | { readonly verdict: 'denied'; readonly why: 'policy' | 'boundary' | 'nothing' }
  /**
   * `context`: it depends on `keys`. `organization`: policies of the organization, whose conditions the
   * simulation does not know. `resource`: a policy of the resource may allow it. `unanswered`: no result.
   */
  | {
      readonly verdict: 'unknown';
      readonly why: 'context' | 'organization' | 'resource' | 'unanswered';
      readonly keys?: readonly string[];
    };

/**
 * Judges a result. A missing condition key makes any decision doubtful: statements that ask for it count
 * as not matching, or as matching where they are negated. `resourcePolicies`: whether the resource can
 * have a policy that allows the action to a principal of its own account.
 */
export function permission(
  result: Simulated | undefined,
  { resourcePolicies }: { readonly resourcePolicies: boolean },
): Permission {
  if (result === undefined) {
    return { verdict: 'unknown', why: 'unanswered' };
  }
  if (result.missing.length > 0) {
    return { verdict: 'unknown', why: 'context', keys: result.missing };
  }
  if (result.allowedByOrganization === false) {
    return { verdict: 'unknown', why: 'organization' };
  }
  if (result.allowedByBoundary === false) {
    return resourcePolicies
      ? { verdict: 'unknown', why: 'resource' }
      : { verdict: 'denied', why: 'boundary' };
  }
  return decided(result.decision, resourcePolicies);
}

function decided(decision: string, resourcePolicies: boolean): Permission {
  switch (decision) {
    case 'allowed':
      return { verdict: 'allowed' };
    case 'explicitDeny':
      return { verdict: 'denied', why: 'policy' };
    case 'implicitDeny':
      return resourcePolicies
        ? { verdict: 'unknown', why: 'resource' }
        : { verdict: 'denied', why: 'nothing' };
    default:
      return { verdict: 'unknown', why: 'unanswered' };
  }
}

/** Why, for a person; empty where it is allowed. */
export function permissionDetail(permission: Permission): string {
  if (permission.verdict === 'allowed') {
    return '';
  }
  if (permission.why === 'context') {
    return `The policies ask for ${(permission.keys ?? []).join(', ')}, which only AWS knows.`;
  }
  return details[permission.why];
}

const details = {
  policy: 'A policy denies it.',
  boundary: 'The permissions boundary does not allow it.',
  nothing: 'No policy allows it.',
  organization: 'A policy of the organization may deny it.',
  resource: 'No policy of its own allows it; one of the resource may.',
  unanswered: 'The policy simulation gave no answer to it.',
} as const;
