import assert from 'node:assert/strict';
import { issueSession } from '../../../src/sandbox/http/sessions';
import { refusalOf, type Story } from './story';

/** The service's own errors: for what is asked, its code and a part of its sentence. */
export function tellOfErrors(story: () => Story): void {
  const name = 'story-errors';
  let request: object;

  const refusal = (operation: string, input: object): ReturnType<typeof refusalOf> =>
    refusalOf(story().sagemaker(operation, input));
  const creating = (change: object): ReturnType<typeof refusalOf> =>
    refusal('CreateTrainingJob', { ...request, TrainingJobName: 'story-never', ...change });

  before(async () => {
    request = await story().trainingJob(name, 'print("once")\n');
    await story().sagemaker('CreateTrainingJob', request);
    await story().untilEnded(name);
  });

  const cases: Readonly<
    Record<string, readonly [() => ReturnType<typeof refusalOf>, string, RegExp]>
  > = {
    'a duplicate': [
      () => creating({ TrainingJobName: name }),
      'ResourceInUse',
      /story-errors|exists/,
    ],
    'a bad name': [
      () => creating({ TrainingJobName: 'not a name!' }),
      'ValidationException',
      /trainingJobName.*regular expression/s,
    ],
    'an unknown job': [
      () => refusal('DescribeTrainingJob', { TrainingJobName: 'story-nowhere' }),
      'ValidationException',
      /not found/i,
    ],
    'an unknown operation': [
      () => refusal('ListNotebookInstances', {}),
      'UnknownOperationException',
      /ListNotebookInstances/,
    ],
    'a missing field': [() => creating({ RoleArn: undefined }), 'ValidationException', /roleArn/],
    'a value out of range': [
      () => creating({ StoppingCondition: { MaxRuntimeInSeconds: 0 } }),
      'ValidationException',
      /greater than or equal to 1/,
    ],
    'a page that is too long': [
      () => refusal('ListTrainingJobs', { MaxResults: 101 }),
      'ValidationException',
      /less than or equal to 100/,
    ],
    'a wrong value of an enumeration': [
      () => refusal('ListTrainingJobs', { StatusEquals: 'Done' }),
      'ValidationException',
      /enum value set/,
    ],
    'a stop of what has ended': [
      () => refusal('StopTrainingJob', { TrainingJobName: name }),
      'ValidationException',
      /Completed/,
    ],
    'a deletion of what is not there': [
      () => refusal('DeleteTrainingJob', { TrainingJobName: 'story-nowhere' }),
      'ValidationException',
      /not found|does not exist/i,
    ],
    'a token that has expired': [
      () => withExpiredToken(story(), 'sagemaker'),
      'ExpiredTokenException',
      /expired/,
    ],
    'a token that has expired, of S3': [
      () => withExpiredToken(story(), 's3'),
      'ExpiredToken',
      /expired/,
    ],
  };

  for (const [what, [ask, code, words]] of Object.entries(cases)) {
    it(`is refused ${what} in the service’s own words`, async () => {
      const refused = await ask();
      assert.equal(refused.code, code, refused.message);
      assert.match(refused.message, words);
    });
  }
}

async function withExpiredToken(
  story: Story,
  service: 'sagemaker' | 's3',
): ReturnType<typeof refusalOf> {
  const expiresAt = Date.now() - 60_000;
  const credentials = issueSession(story.sandbox.announcement, { expiresAt });
  const operation = service === 's3' ? 'ListBuckets' : 'ListTrainingJobs';
  return refusalOf(story.client.call({ service, operation, input: {}, credentials }));
}
