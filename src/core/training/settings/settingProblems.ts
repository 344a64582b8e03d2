/** What is wrong with a field, in a sentence; `null` when nothing is. */
export type Problem = string | null;

/** As the service model has `RoleArn`; 20 to 2048 characters. */
const roleArn = /^arn:aws[a-z-]*:iam::\d{12}:role\/?[a-zA-Z_0-9+=,.@\-_/]+$/;

export function roleProblem(text: string): Problem {
  if (text.length > 2048) {
    return 'The ARN is too long; SageMaker allows 2048 characters.';
  }
  if (roleArn.test(text)) {
    return null;
  }
  return text.startsWith('arn:')
    ? 'This is no ARN of a role, such as arn:aws:iam::123456789012:role/SageMakerRole.'
    : 'Give the role’s whole ARN, such as arn:aws:iam::123456789012:role/SageMakerRole.';
}

/** The types themselves are an open set; the service says what it does not offer. */
export function instanceTypeProblem(text: string): Problem {
  return /^ml\.[a-z0-9-]+\.[a-z0-9]+$/.test(text)
    ? null
    : 'An instance type of SageMaker, such as ml.m5.large.';
}

/** Whole numbers from `from` to `to`. */
export function numberProblem(range: {
  readonly from: number;
  readonly to: number;
  readonly example: number;
}): (text: string) => Problem {
  const { from, to, example } = range;
  return (text) => {
    if (!/^\d{1,15}$/.test(text)) {
      return `A whole number, such as ${example}.`;
    }
    const value = Number(text);
    return value >= from && value <= to ? null : `Between ${from} and ${to}.`;
  };
}
