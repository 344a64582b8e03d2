import assert from 'node:assert/strict';
import type { JobRecord } from '../../../src/sandbox/store/jobRecord';
import { everyJob, jobNumber, manyJobs } from './manyJobs';
import type { Story } from './story';
import { timeOf, type Answer } from './storyClient';

interface Listed {
  readonly names: readonly string[];
  /** Jobs in each page. */
  readonly pages: readonly number[];
}

const jobs = everyJob();
const namesOf = (of: readonly JobRecord[]): readonly string[] => of.map(({ name }) => name);

/** What SearchTrainingJobs is asked, and the jobs that it must find, the oldest first. */
const searches: readonly (readonly [object, (job: JobRecord) => boolean])[] = [
  [
    { Filters: [{ Name: 'TrainingJobStatus', Operator: 'Equals', Value: 'Failed' }] },
    ({ status }) => status === 'Failed',
  ],
  [
    {
      Filters: [
        { Name: 'Tags.team', Operator: 'Equals', Value: 'vision' },
        { Name: 'HyperParameters.epochs', Operator: 'GreaterThan', Value: '6' },
      ],
    },
    ({ tags, request }) =>
      tags[0]?.Value === 'vision' && Number(request.HyperParameters?.['epochs']) > 6,
  ],
  [
    {
      Filters: [
        { Name: 'TrainingJobName', Operator: 'Contains', Value: 'many-01' },
        { Name: 'Metrics.loss', Operator: 'LessThan', Value: '0.03' },
      ],
      Operator: 'Or',
    },
    ({ name, metrics }) => name.includes('many-01') || (metrics?.[0]?.value ?? 1) < 0.03,
  ],
  [
    {
      Filters: [{ Name: 'TrainingJobStatus', Operator: 'In', Value: 'Stopped,Failed' }],
      SubExpressions: [
        { Filters: [{ Name: 'HyperParameters.optimizer', Operator: 'NotEquals', Value: 'sgd' }] },
      ],
    },
    ({ status, request }) =>
      ['Stopped', 'Failed'].includes(status) && request.HyperParameters?.['optimizer'] === 'adam',
  ],
  [
    {
      Filters: [
        { Name: 'FailureReason', Operator: 'NotExists' },
        { Name: 'CreationTime', Operator: 'LessThan', Value: '2026-01-01T02:00:00Z' },
      ],
    },
    ({ failureReason, createdAt }) =>
      failureReason === undefined && createdAt < Date.UTC(2026, 0, 1, 2),
  ],
];

/** Lists and searches over the many jobs that were there before. */
export function tellOfManyJobs(story: () => Story): void {
  it(`lists ${manyJobs} jobs in pages, the oldest first`, async () => {
    const { names, pages } = await list(story(), { NameContains: 'many-', MaxResults: 100 });
    assert.deepEqual(names, namesOf(jobs));
    assert.deepEqual(pages, [100, 100, 50]);
  });

  it('lists ten when it is not told how many', async () => {
    const page = await story().sagemaker('ListTrainingJobs', { NameContains: 'many-' });
    assert.deepEqual(namesIn(page['TrainingJobSummaries']), namesOf(jobs.slice(0, 10)));
  });

  it('sorts and filters by name and time', async () => {
    const found = await list(story(), {
      ...{ NameContains: 'MANY-1', SortBy: 'Name', SortOrder: 'Descending', MaxResults: 30 },
      CreationTimeAfter: new Date(jobNumber(111).createdAt - 30_000),
      CreationTimeBefore: new Date(jobNumber(189).createdAt + 30_000),
    });
    const expected = namesOf([...jobs.slice(111, 190)].reverse());
    assert.deepEqual(found.names, expected);
    assert.deepEqual(found.pages, [30, 30, 19]);
  });

  it('filters by status after it has taken the page', async () => {
    const found = await list(story(), {
      ...{ NameContains: 'many-', StatusEquals: 'Stopped', MaxResults: 100 },
    });
    assert.deepEqual(found.names, namesOf(jobs.filter(({ status }) => status === 'Stopped')));
    assert.deepEqual(found.pages, [20, 20, 10]);
  });

  it('finds jobs by what they are, a page at a time', async () => {
    for (const [SearchExpression, fits] of searches) {
      const found = await search(story(), SearchExpression);
      assert.deepEqual(found, namesOf(jobs.filter(fits)), JSON.stringify(SearchExpression));
    }
  });

  it('describes the jobs that it finds', async () => {
    const Filters = [{ Name: 'TrainingJobName', Operator: 'Equals', Value: 'many-123' }];
    const { Results } = (await story().sagemaker('Search', {
      Resource: 'TrainingJob',
      SearchExpression: { Filters },
    })) as { Results: readonly { readonly TrainingJob: Answer }[] };
    assert.equal(Results.length, 1);
    const found = Results[0]?.TrainingJob ?? {};
    const job = jobNumber(123);
    assert.equal(found['TrainingJobArn'], job.arn);
    assert.equal(timeOf(found['CreationTime']), job.createdAt);
    assert.deepEqual(found['HyperParameters'], job.request.HyperParameters);
    assert.deepEqual(found['Tags'], job.tags);
  });
}

async function list(story: Story, input: object): Promise<Listed> {
  const [names, pages]: [string[], number[]] = [[], []];
  let NextToken: unknown;
  do {
    const page = await story.sagemaker('ListTrainingJobs', {
      ...input,
      ...(NextToken !== undefined && { NextToken }),
    });
    const found = namesIn(page['TrainingJobSummaries']);
    names.push(...found);
    pages.push(found.length);
    NextToken = page['NextToken'];
  } while (NextToken !== undefined);
  return { names, pages };
}

const namesIn = (summaries: unknown): readonly string[] =>
  (summaries as readonly { readonly TrainingJobName: string }[]).map(
    ({ TrainingJobName }) => TrainingJobName,
  );

/** Names of all that a search finds among the many jobs, the oldest first. */
async function search(story: Story, expression: object): Promise<readonly string[]> {
  const names: string[] = [];
  let NextToken: unknown;
  do {
    const page = await story.sagemaker('Search', {
      Resource: 'TrainingJob',
      SearchExpression: expression,
      ...{ SortBy: 'CreationTime', SortOrder: 'Ascending', MaxResults: 60 },
      ...(NextToken !== undefined && { NextToken }),
    });
    const results = page['Results'] as readonly { readonly TrainingJob: Answer }[];
    names.push(...results.map(({ TrainingJob }) => String(TrainingJob['TrainingJobName'])));
    NextToken = page['NextToken'];
  } while (NextToken !== undefined);
  return names.filter((name) => name.startsWith('many-'));
}
