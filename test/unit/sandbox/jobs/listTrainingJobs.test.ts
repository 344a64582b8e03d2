import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  listTrainingJobs,
  type ListTrainingJobsInput,
} from '../../../../src/sandbox/services/sagemaker/listTrainingJobs';
import { toSummary, type JobSummary } from '../../../../src/sandbox/store/jobRecord';
import { jobRecord } from '../../../fakes/jobRecord';

interface Answer {
  readonly TrainingJobSummaries: readonly {
    readonly TrainingJobName: string;
    readonly TrainingJobStatus: string;
  }[];
  readonly NextToken?: string;
}

const list = (jobs: readonly JobSummary[], input: ListTrainingJobsInput = {}) =>
  listTrainingJobs(jobs, input) as Answer;
const names = (answer: Answer) => answer.TrainingJobSummaries.map((job) => job.TrainingJobName);

/** Follows the tokens to the end; `between` may change the jobs after each page. */
function collect(
  jobs: () => readonly JobSummary[],
  input: ListTrainingJobsInput,
  between: () => void = () => undefined,
): readonly string[] {
  const found: string[] = [];
  let NextToken: string | undefined;
  do {
    const page = list(jobs(), { ...input, NextToken });
    assert.ok(page.TrainingJobSummaries.length <= (input.MaxResults ?? 10));
    found.push(...names(page));
    NextToken = page.NextToken;
    between();
  } while (NextToken !== undefined);
  return found;
}

const status = fc.constantFrom('InProgress', 'Completed', 'Failed', 'Stopped');
const jobsArbitrary = fc
  .uniqueArray(
    fc.record({
      name: fc.stringMatching(/^[a-c]{1,4}$/),
      createdAt: fc.nat(5),
      status: status,
    }),
    { selector: (job) => job.name, maxLength: 30 },
  )
  .map((jobs) =>
    jobs.map((job) => toSummary({ ...jobRecord(job.name, job.createdAt), status: job.status })),
  );
const orderArbitrary = fc.record({
  SortBy: fc.constantFrom('Name', 'CreationTime', 'Status'),
  SortOrder: fc.constantFrom('Ascending', 'Descending'),
  MaxResults: fc.integer({ min: 1, max: 7 }),
});

describe('listing training jobs', () => {
  it('gives every job exactly once and in order, whatever the page size', () => {
    fc.assert(
      fc.property(jobsArbitrary, orderArbitrary, (jobs, order) => {
        const found = collect(() => jobs, order);
        assert.deepEqual([...found].sort(), jobs.map((job) => job.name).sort());
        assert.deepEqual(found, names(list(jobs, { ...order, MaxResults: 100 })));
      }),
    );
  });

  it('gives no job twice and loses none that stays, while others come and go', () => {
    fc.assert(
      fc.property(jobsArbitrary, orderArbitrary, fc.array(fc.nat()), (jobs, order, gone) => {
        let present = jobs;
        const removed = new Set<string>();
        const found = collect(
          () => present,
          order,
          () => {
            const victim = present[(gone.pop() ?? 0) % (present.length || 1)];
            if (victim) removed.add(victim.name);
            present = present.filter((job) => job !== victim);
          },
        );
        assert.equal(new Set(found).size, found.length);
        const kept = jobs.filter((job) => !removed.has(job.name));
        assert.ok(kept.every((job) => found.includes(job.name)));
      }),
    );
  });

  it('takes the page first and filters by status after', () => {
    fc.assert(
      fc.property(jobsArbitrary, orderArbitrary, status, (jobs, order, StatusEquals) => {
        const found = collect(() => jobs, { ...order, StatusEquals });
        const expected = jobs.filter((job) => job.status === StatusEquals).map((job) => job.name);
        assert.deepEqual([...found].sort(), expected.sort());
      }),
    );
    const jobs = ['a', 'b', 'c'].map((name, index) =>
      toSummary({ ...jobRecord(name, index), status: name === 'c' ? 'Failed' : 'Completed' }),
    );
    const first = list(jobs, { MaxResults: 2, StatusEquals: 'Failed' });
    assert.deepEqual(names(first), []);
    assert.ok(first.NextToken);
  });

  it('begins with the oldest, ten to a page, by default', () => {
    const jobs = Array.from({ length: 12 }, (_, index) => toSummary(jobRecord(`j${index}`, index)));
    assert.deepEqual(
      names(list(jobs)),
      jobs.slice(0, 10).map((job) => job.name),
    );
  });

  it('filters by name and times', () => {
    const jobs = ['Alpha', 'beta', 'gamma'].map((name, index) =>
      toSummary(jobRecord(name, 1000 * (index + 1))),
    );
    assert.deepEqual(names(list(jobs, { NameContains: 'ALPHA' })), ['Alpha']);
    assert.deepEqual(names(list(jobs, { CreationTimeAfter: 2 })), ['beta', 'gamma']);
    assert.deepEqual(names(list(jobs, { LastModifiedTimeBefore: 1.5 })), ['Alpha']);
    assert.deepEqual(names(list(jobs, { CreationTimeBefore: '1970-01-01T00:00:02Z' })), [
      'Alpha',
      'beta',
    ]);
    assert.deepEqual(names(list(jobs, { WarmPoolStatusEquals: 'InUse' })), []);
  });

  it('refuses a token of another order or of nobody', () => {
    const jobs = ['a', 'b'].map((name) => toSummary(jobRecord(name, 1)));
    const { NextToken } = list(jobs, { MaxResults: 1 });
    assert.throws(() => list(jobs, { NextToken, SortBy: 'Name' }), { code: 'ValidationException' });
    const nothing = Buffer.from('null').toString('base64url');
    for (const made of ['zzz', nothing]) {
      assert.throws(() => list(jobs, { NextToken: made }), { code: 'ValidationException' });
    }
  });
});
