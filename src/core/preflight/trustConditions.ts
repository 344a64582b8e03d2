import { all, any, certain, not, type Certainty } from './certainty';
import { globMatches, policyObject, texts } from './policyJson';

/** For which job the service takes on the role. */
export interface TrustedJob {
  readonly accountId: string;
  readonly region: string;
  /** `aws`, `aws-cn` … */
  readonly partition: string;
  readonly jobName: string;
}

/**
 * Whether the conditions of a statement hold when SageMaker takes on the role for a job. It says for
 * whom by `aws:SourceAccount` and `aws:SourceArn` ("Cross-service confused deputy prevention",
 * SageMaker developer guide); what else a condition asks for is not known here.
 */
export function trustConditions(condition: unknown, job: TrustedJob): Certainty {
  if (condition === undefined) {
    return 'yes';
  }
  const operators = policyObject(condition)?.entries ?? [['', condition] as const];
  return all(
    operators.flatMap(([operator, keys]) => {
      const asked = policyObject(keys)?.entries;
      return asked?.map(([key, value]) => holds(operator, key, { value, job })) ?? ['maybe'];
    }),
  );
}

interface Operator {
  readonly isNegated: boolean;
  readonly hasWildcards: boolean;
}

const operators: ReadonlyMap<string, Operator> = new Map(
  ['', 'ifexists'].flatMap((suffix) => [
    ...['stringequals', 'stringequalsignorecase'].map((name) => named(name + suffix, false, false)),
    ...['stringlike', 'arnlike', 'arnequals'].map((name) => named(name + suffix, false, true)),
    ...['stringnotequals', 'stringnotequalsignorecase'].map((name) =>
      named(name + suffix, true, false),
    ),
    ...['stringnotlike', 'arnnotlike', 'arnnotequals'].map((name) =>
      named(name + suffix, true, true),
    ),
  ]),
);

function named(name: string, isNegated: boolean, hasWildcards: boolean) {
  return [name, { isNegated, hasWildcards }] as const;
}

function holds(
  operatorName: string,
  key: string,
  { value, job }: { readonly value: unknown; readonly job: TrustedJob },
): Certainty {
  const operator = operators.get(operatorName);
  const wanted = texts(value);
  const compare = comparisons[key];
  if (!operator || !wanted || !compare) {
    return 'maybe';
  }
  const matches = any(
    wanted.map((one) => (one.includes('${') ? 'maybe' : compare(one, operator, job))),
  );
  return operator.isNegated ? not(matches) : matches;
}

type Comparison = (wanted: string, operator: Operator, job: TrustedJob) => Certainty;

const comparisons: Readonly<Partial<Record<string, Comparison>>> = {
  'aws:sourceaccount': (wanted, { hasWildcards }, { accountId }) =>
    certain(hasWildcards ? globMatches(wanted, accountId) : wanted === accountId),
  'aws:sourcearn': (wanted, { hasWildcards }, job) =>
    hasWildcards ? arnMatches(wanted, job) : exactArn(wanted, job),
};

/** The ARN of a training job, in which the service writes the name in small letters. */
export const jobArn = ({ partition, region, accountId, jobName }: TrustedJob): string =>
  `arn:${partition}:sagemaker:${region}:${accountId}:training-job/${jobName.toLowerCase()}`;

/** Without wildcards a `*` stands for itself, which no ARN has. */
const exactArn = (wanted: string, job: TrustedJob): Certainty =>
  /[*?]/.test(wanted) ? 'no' : arnMatches(wanted, job);

/**
 * Another partition, service, region or account is certainly another; of the rest it is not known
 * how the service writes it.
 */
function arnMatches(wanted: string, job: TrustedJob): Certainty {
  const own = jobArn(job);
  if (globMatches(wanted, own)) {
    return 'yes';
  }
  const parts = wanted.split(':');
  const ownParts = own.split(':');
  if (parts.length < ownParts.length) {
    return 'maybe';
  }
  const isElsewhere = parts.slice(0, 5).some((part, at) => !globMatches(part, ownParts[at] ?? ''));
  return isElsewhere ? 'no' : 'maybe';
}
