import assert from 'node:assert/strict';
import { Answers, type WrittenAnswer } from './answers';
import { needs } from './environments';
import { temporaryFolder } from './sandboxServer';

const arn = 'arn:aws:sagemaker:us-east-1:000000000000:training-job/one';
const summary = {
  TrainingJobName: 'one',
  TrainingJobArn: arn,
  CreationTime: 1_790_000_000.123,
  TrainingJobStatus: 'Completed',
};

/** Answers by what is wrong with them; the sentence that the check must say, none when right. */
const cases: Readonly<Record<string, readonly [WrittenAnswer, RegExp?]>> = {
  right: [list({ TrainingJobSummaries: [summary] })],
  'an unknown member': [list({ TrainingJobSummaries: [], Extra: 1 }), /\$\.Extra is not in the/],
  'a missing member': [list({}), /\$\.TrainingJobSummaries is missing/],
  'a null': [list({ TrainingJobSummaries: [{ ...summary, LastModifiedTime: null }] }), /number/],
  'a wrong type': [list({ TrainingJobSummaries: summary }), /is not a list/],
  'a wrong value of an enumeration': [
    list({ TrainingJobSummaries: [{ ...summary, TrainingJobStatus: 'Done' }] }),
    /none of the model's/,
  ],
  'a name against its pattern': [
    list({ TrainingJobSummaries: [{ ...summary, TrainingJobName: 'not a name!' }] }),
    /does not match/,
  ],
  'a value that is too long': [
    list({ TrainingJobSummaries: [{ ...summary, TrainingJobName: 'n'.repeat(64) }] }),
    /more than 63/,
  ],
  'a time in milliseconds': [
    list({ TrainingJobSummaries: [{ ...summary, CreationTime: 1_790_000_000_123 }] }),
    /not a time in seconds/,
  ],
  'a time as text': [
    list({ TrainingJobSummaries: [{ ...summary, CreationTime: '2026-01-01T00:00:00Z' }] }),
    /is not a number/,
  ],
  'an error without its type': [{ ...list({ message: 'no' }), status: 400 }, /not an error/],
  'right XML': [buckets('<Name>one</Name><CreationDate>2026-01-01T00:00:00.000Z</CreationDate>')],
  'an unknown element': [buckets('<Name>one</Name><Size>3</Size>'), /Size is not in the model/],
  'a wrong time in XML': [buckets('<CreationDate>1790000000</CreationDate>'), /not a time in iso/],
  'an unknown header': [
    { ...buckets(''), headers: { 'x-amz-invented': '1' } },
    /x-amz-invented is not in the model/,
  ],
  'a wrong result element': [
    identity('<Result><Account>000000000000</Account></Result>'),
    /GetCallerIdentityResult is missing/,
  ],
};

describe('the check of answers against botocore’s model', () => {
  let problems: readonly string[];

  needs('aws');

  before(async () => {
    const folder = await temporaryFolder();
    try {
      const answers = await Answers.below(folder.path);
      for (const [name, [answer]] of Object.entries(cases)) {
        await answers.write({ ...answer, client: name });
      }
      ({ problems } = await answers.check());
    } finally {
      await folder.remove();
    }
  });

  for (const [name, [, problem]] of Object.entries(cases)) {
    it(`${problem ? 'finds' : 'lets pass'}: ${name}`, () => {
      const found = problems.filter((line) => line.startsWith(`${name}: `));
      assert.equal(found.length > 0, problem !== undefined, found.join('\n'));
      assert.match(found.join('\n'), problem ?? /^$/);
    });
  }
});

function list(body: object): WrittenAnswer {
  const type = { 'content-type': 'application/x-amz-json-1.1' };
  return answer(
    'sagemaker',
    'ListTrainingJobs',
    { request: type, headers: type },
    JSON.stringify(body),
  );
}

function buckets(inside: string): WrittenAnswer {
  const bucket = `<Buckets><Bucket>${inside}</Bucket></Buckets>`;
  const root = '<ListAllMyBucketsResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">';
  return answer('s3', 'ListBuckets', {}, `${root}${bucket}</ListAllMyBucketsResult>`);
}

function identity(result: string): WrittenAnswer {
  const root = '<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">';
  const rest = '<ResponseMetadata><RequestId>1</RequestId></ResponseMetadata>';
  const request = { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' };
  const body = `${root}${result}${rest}</GetCallerIdentityResponse>`;
  return answer('sts', 'GetCallerIdentity', { request }, body);
}

function answer(
  service: string,
  operation: string,
  headers: Partial<Pick<WrittenAnswer, 'request' | 'headers'>>,
  body: string,
): WrittenAnswer {
  return {
    ...{ client: 'made', service, operation, status: 200, request: {}, headers: {} },
    ...headers,
    body: Buffer.from(body).toString('base64'),
  };
}
