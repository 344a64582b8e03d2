import { all, any, certain, type Certainty } from './certainty';
import {
  globMatches,
  policyObject,
  policyStatements,
  texts,
  type PolicyObject,
} from './policyJson';
import { trustConditions, type TrustedJob } from './trustConditions';

/** Whether SageMaker may take on a role, and why not or why that cannot be told. */
export type Trust =
  | { readonly verdict: 'trusted' }
  /** `nobody`: no statement names SageMaker. `elsewhere`: a condition asks for another account or region. */
  | { readonly verdict: 'notTrusted'; readonly why: 'nobody' | 'denied' | 'elsewhere' }
  | { readonly verdict: 'unknown'; readonly why: 'unreadable' | 'conditions' };

const service = 'sagemaker.amazonaws.com';

/** Judges a role's `AssumeRolePolicyDocument` as IAM gives it, for one job. */
export function roleTrust(document: string | undefined, job: TrustedJob): Trust {
  const statements = policyStatements(document ?? '');
  if (statements === undefined) {
    return { verdict: 'unknown', why: 'unreadable' };
  }
  const read = statements.map((statement) => readStatement(statement, job));
  const allowed = any(read.map((one) => (one.effect === 'deny' ? 'no' : one.applies)));
  const denied = any(read.map((one) => (one.effect === 'allow' ? 'no' : one.applies)));
  if (allowed === 'no') {
    const isElsewhere = read.some(({ effect, isForUs }) => effect === 'allow' && isForUs);
    return { verdict: 'notTrusted', why: isElsewhere ? 'elsewhere' : 'nobody' };
  }
  if (denied === 'yes') {
    return { verdict: 'notTrusted', why: 'denied' };
  }
  return allowed === 'yes' && denied === 'no'
    ? { verdict: 'trusted' }
    : { verdict: 'unknown', why: 'conditions' };
}

interface Statement {
  readonly effect: 'allow' | 'deny' | 'either';
  readonly applies: Certainty;
  /** It is about SageMaker taking on the role, whatever its conditions say. */
  readonly isForUs: boolean;
}

function readStatement(raw: unknown, job: TrustedJob): Statement {
  const statement = policyObject(raw);
  const effect = effects[String(statement?.get('Effect')).toLowerCase()];
  if (statement === undefined || effect === undefined) {
    return { effect: 'either', applies: 'maybe', isForUs: false };
  }
  const subject = all([principals(statement), actions(statement)]);
  const applies = all([subject, trustConditions(statement.get('Condition'), job)]);
  return { effect, applies, isForUs: subject === 'yes' };
}

const effects: Readonly<Partial<Record<string, 'allow' | 'deny'>>> = {
  allow: 'allow',
  deny: 'deny',
};

/** Whether everybody (`*`) means services as well, the documentation does not say of trust policies. */
function principals(statement: PolicyObject): Certainty {
  const excepted = statement.get('NotPrincipal');
  if (excepted !== undefined) {
    return named(excepted) === 'yes' ? 'no' : 'maybe';
  }
  return named(statement.get('Principal'));
}

function named(principal: unknown): Certainty {
  const kinds = policyObject(principal);
  if (kinds === undefined) {
    return 'maybe';
  }
  return any(
    kinds.entries.map(([kind, value]) => {
      const names = texts(value);
      if (names === undefined) {
        return 'maybe';
      }
      return kind === 'service' ? any(names.map(isService)) : certainty(names.includes('*'));
    }),
  );
}

const certainty = (isEverybody: boolean): Certainty => (isEverybody ? 'maybe' : 'no');

/** Other names of the service, such as one with a region in it, are not ruled out. */
function isService(name: string): Certainty {
  const lower = name.toLowerCase();
  if (lower === service) {
    return 'yes';
  }
  return lower === '*' || lower.startsWith('sagemaker.') ? 'maybe' : 'no';
}

function actions(statement: PolicyObject): Certainty {
  const excepted = statement.get('NotAction');
  const list = texts(excepted ?? statement.get('Action'));
  if (list === undefined) {
    return 'maybe';
  }
  const isNamed = list.some((one) => globMatches(one.toLowerCase(), 'sts:assumerole'));
  return certain(isNamed === (excepted === undefined));
}
