import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import {
  trainingJobSearch,
  type SearchInput,
} from '../../../../src/sandbox/services/sagemaker/search/searchTrainingJobs';
import type { JobRecord } from '../../../../src/sandbox/store/jobRecord';
import { openJobStore, type JobStore } from '../../../../src/sandbox/store/jobStore';
import { jobRecord } from '../../../fakes/jobRecord';

interface Answer {
  readonly Results: readonly { readonly TrainingJob: Readonly<Record<string, unknown>> }[];
  readonly TotalHits: { readonly Value: number; readonly Relation: string };
  readonly NextToken?: string;
}

describe('searching training jobs', () => {
  let folder: string;
  let jobs: JobStore;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'search-'));
    jobs = await openJobStore(folder);
  });
  afterEach(async () => {
    await jobs.close();
    await rm(folder, { recursive: true, force: true });
  });

  const add = async (name: string, changes: Partial<JobRecord> = {}, request: object = {}) => {
    const record = { ...jobRecord(name, 1_000), status: 'Completed' as const, ...changes };
    await jobs.create({ ...record, request: { ...record.request, ...request } });
  };
  const search = async (input: Partial<SearchInput>) => {
    const answer = await trainingJobSearch(jobs)({ Resource: 'TrainingJob', ...input });
    return JSON.parse(JSON.stringify(answer)) as Answer;
  };
  const names = ({ Results }: Answer) => Results.map((one) => one.TrainingJob['TrainingJobName']);
  const found = async (
    SearchExpression: NonNullable<SearchInput['SearchExpression']>,
    more: Partial<SearchInput> = {},
  ) => names(await search({ SearchExpression, ...more })).sort();
  const by = (Name: string, Operator?: string, Value?: string) =>
    found({
      Filters: [{ Name, ...(Operator && { Operator }), ...(Value !== undefined && { Value }) }],
    });
  const refuses = (search: Promise<unknown>, message: string | RegExp) =>
    assert.rejects(search, { code: 'ValidationException', message });

  it('answers records, not descriptions, with tags', async () => {
    await add(
      'job',
      { tags: [{ Key: 'team', Value: 'a' }], metrics: [{ name: 'loss', value: 1, timestamp: 0 }] },
      { RemoteDebugConfig: { EnableRemoteDebug: true } },
    );
    const { Results, TotalHits } = await search({});
    const job = Results[0]?.TrainingJob ?? {};
    assert.deepEqual(job['Tags'], [{ Key: 'team', Value: 'a' }]);
    assert.deepEqual(job['FinalMetricDataList'], [{ MetricName: 'loss', Value: 1, Timestamp: 0 }]);
    assert.ok(!('RemoteDebugConfig' in job) && !('ProfilingStatus' in job));
    assert.deepEqual(TotalHits, { Value: 1, Relation: 'EqualTo' });
  });

  it('compares text', async () => {
    for (const name of ['cat-1', 'cat-2', 'dog-1']) await add(name);
    const property = 'TrainingJobName';
    assert.deepEqual(await by(property, undefined, 'cat-1'), ['cat-1']);
    assert.deepEqual(await by(property, 'Equals', 'CAT-1'), []);
    assert.deepEqual(await by(property, 'NotEquals', 'cat-1'), ['cat-2', 'dog-1']);
    assert.deepEqual(await by(property, 'Contains', 'cat'), ['cat-1', 'cat-2']);
    assert.deepEqual(await by(property, 'In', 'cat-1, dog-1'), ['cat-1', 'dog-1']);
    for (const operator of ['GreaterThan', 'LessThanOrEqualTo']) {
      await refuses(
        by(property, operator, 'a'),
        `The operator ${operator} is not supported for the text property TrainingJobName`,
      );
    }
  });

  it('compares metrics as numbers, whatever stands in their name', async () => {
    const metric = (value: number) => ({
      metrics: [{ name: 'validation:f1.macro', value, timestamp: 0 }],
    });
    await add('low', metric(0.5));
    await add('high', metric(10));
    await add('none');
    const property = 'Metrics.validation:f1.macro';
    assert.deepEqual(await by(property, 'GreaterThan', '0.9'), ['high']);
    assert.deepEqual(await by(property, 'LessThanOrEqualTo', '0.5'), ['low']);
    assert.deepEqual(await by(property, 'Equals', '10.0'), ['high']);
    assert.deepEqual(await by(property, 'Exists'), ['high', 'low']);
    assert.deepEqual(await by(property, 'NotExists'), ['none']);
    await refuses(by(property, 'GreaterThan', 'much'), /^Invalid value for the numeric property/);
    await refuses(by(property, 'Contains', '1'), /Contains is not supported for the numeric/);
  });

  it('compares hyperparameters as numbers where they are some', async () => {
    const rate = (value: string) => ({ HyperParameters: { 'optimizer.lr': value } });
    await add('small', {}, rate('0.5'));
    await add('big', {}, rate('1.7'));
    await add('text', {}, rate('"adam"'));
    const property = 'HyperParameters.optimizer.lr';
    assert.deepEqual(await by(property, 'LessThan', '1.0'), ['small']);
    assert.deepEqual(await by(property, 'GreaterThan', '1.5'), ['big']);
    // Beside a whole number they are whole numbers: 1.7 is 1.
    assert.deepEqual(await by(property, 'GreaterThan', '1'), []);
    assert.deepEqual(await by(property, 'LessThanOrEqualTo', '1'), ['big', 'small']);
    assert.deepEqual(await by(property, 'Equals', '0.50'), ['small']);
    assert.deepEqual(await by(property, 'Equals', '"adam"'), ['text']);
    assert.deepEqual(await by(property, 'Contains', 'adam'), ['text']);
    assert.deepEqual(await by('HyperParameters', 'Exists'), ['big', 'small', 'text']);
    assert.deepEqual(await by('HyperParameters.constructor', 'Exists'), []);
  });

  it('compares times in ISO 8601, UTC unless they say otherwise', async () => {
    const at = (iso: string) => ({ createdAt: Date.parse(iso), modifiedAt: Date.parse(iso) });
    await add('old', at('2026-01-01T00:00:00Z'));
    await add('new', at('2026-06-01T12:00:00Z'));
    assert.deepEqual(await by('CreationTime', 'GreaterThan', '2026-01-01T00:00:00'), ['new']);
    assert.deepEqual(await by('CreationTime', 'LessThan', '2026-06-01T13:00:00+02:00'), ['old']);
    assert.deepEqual(await by('LastModifiedTime', 'Equals', '2026-06-01T12:00:00Z'), ['new']);
    await refuses(
      by('CreationTime', 'GreaterThan', 'yesterday'),
      /timestamp property CreationTime/,
    );
  });

  it('compares Booleans, defaults included', async () => {
    await add('spot', {}, { EnableManagedSpotTraining: true });
    await add('plain');
    assert.deepEqual(await by('EnableManagedSpotTraining', 'Equals', 'True'), ['spot']);
    assert.deepEqual(await by('EnableManagedSpotTraining', 'NotEquals', 'true'), ['plain']);
    await refuses(by('EnableManagedSpotTraining', 'Equals', 'yes'), /Boolean property/);
  });

  it('finds tags by their key, and any property inside', async () => {
    await add('a', { tags: [{ Key: 'cost.center', Value: '7' }] });
    await add('b', { tags: [{ Key: 'Value', Value: '7' }] });
    await add('c', { modelArtifacts: 's3://bucket/c/model.tar.gz' });
    assert.deepEqual(await by('Tags.cost.center', 'Equals', '7'), ['a']);
    assert.deepEqual(await by('Tags.cost.center', 'NotEquals', '7'), ['b', 'c']);
    assert.deepEqual(await by('ModelArtifacts.S3ModelArtifacts', 'Contains', '/c/'), ['c']);
    assert.deepEqual(await by('ResourceConfig.InstanceCount', 'LessThan', '2'), ['a', 'b', 'c']);
  });

  it('asks one member of a list all nested questions', async () => {
    const channel = (ChannelName: string, S3Uri: string) => ({
      ChannelName,
      DataSource: { S3DataSource: { S3DataType: 'S3Prefix', S3Uri } },
    });
    const InputDataConfig = [channel('train', 's3://b/dogs'), channel('test', 's3://b/cats')];
    await add('mixed', {}, { InputDataConfig });
    await add('cats', {}, { InputDataConfig: [channel('train', 's3://b/cats')] });
    const Filters = [
      { Name: 'InputDataConfig.ChannelName', Operator: 'Equals', Value: 'train' },
      {
        Name: 'InputDataConfig.DataSource.S3DataSource.S3Uri',
        Operator: 'Contains',
        Value: 'cats',
      },
    ];
    const nested = { NestedPropertyName: 'InputDataConfig', Filters };
    assert.deepEqual(await found({ NestedFilters: [nested] }), ['cats']);
    assert.deepEqual(await found({ Filters }), ['cats', 'mixed']);
    for (const NestedPropertyName of ['TrainingJobName', 'None', 'ResourceConfig']) {
      await refuses(
        found({ NestedFilters: [{ NestedPropertyName, Filters }] }),
        `Invalid nested property name: ${NestedPropertyName}`,
      );
    }
    const elsewhere = { ...nested, Filters: [{ Name: 'TrainingJobName', Value: 'cats' }] };
    await refuses(found({ NestedFilters: [elsewhere] }), 'Invalid property name: TrainingJobName');
  });

  it('joins by And unless it says Or, expressions within expressions', async () => {
    for (const name of ['a', 'b', 'c']) await add(name);
    const is = (Value: string) => ({ Name: 'TrainingJobName', Value });
    assert.deepEqual(await found({ Filters: [is('a'), is('b')] }), []);
    assert.deepEqual(await found({ Filters: [is('a'), is('b')], Operator: 'Or' }), ['a', 'b']);
    const SubExpressions = [
      { Filters: [is('a'), is('b')], Operator: 'Or' as const },
      { Filters: [{ ...is('a'), Operator: 'NotEquals' }] },
    ];
    assert.deepEqual(await found({ SubExpressions }), ['b']);
  });

  it('refuses expressions that the service cannot run', async () => {
    await refuses(found({}), /must have at least one of Filters/);
    await refuses(by('Colour', 'Exists'), 'Invalid property name: Colour');
    await refuses(by('Metrics', 'Exists'), 'Invalid property name: Metrics');
    await refuses(by('ResourceConfig.constructor', 'Exists'), /^Invalid property name/);
    await refuses(by('ResourceConfig', 'Equals', 'x'), /not supported for the structured property/);
    await refuses(by('TrainingJobName', 'Equals'), /^A value is required/);
    const contains = { Name: 'TrainingJobName', Operator: 'Contains', Value: 'a' };
    await refuses(
      found({ Filters: [contains], SubExpressions: [{ Filters: [contains] }] }),
      "'CONTAINS' operator usage limit of 1 exceeded.",
    );
    const Filters = Array.from({ length: 17 }, () => ({ Name: 'TrainingJobName', Value: 'a' }));
    const SubExpressions = Array.from({ length: 3 }, () => ({ Filters }));
    await refuses(found({ SubExpressions }), /in a SearchExpression is 50$/);
    await refuses(search({ SortBy: 'HyperParameters' }), /^Invalid SortBy property name/);
  });

  it('does not pretend that resources without an API are none', async () => {
    await assert.rejects(search({ Resource: 'Endpoint' }), {
      code: 'UnknownOperationException',
      message: 'The local sandbox does not have the operation Search for the resource Endpoint.',
    });
  });

  it('sorts by the last change, latest first, or by any property, missing ones last', async () => {
    const rate = (value: string) => ({ HyperParameters: { rate: value } });
    await add('a', { modifiedAt: 1 }, rate('10'));
    await add('b', { modifiedAt: 3 }, rate('9'));
    await add('c', { modifiedAt: 2 });
    assert.deepEqual(names(await search({})), ['b', 'c', 'a']);
    const SortBy = 'HyperParameters.rate';
    assert.deepEqual(names(await search({ SortBy })), ['a', 'b', 'c']);
    assert.deepEqual(names(await search({ SortBy, SortOrder: 'Ascending' })), ['b', 'a', 'c']);
  });

  it('gives every job once over its pages, ten to a page', async () => {
    for (let index = 0; index < 25; index++) {
      const metrics = [{ name: 'loss', value: index % 4, timestamp: 0 }];
      await add(`job-${index}`, index % 5 === 0 ? {} : { metrics });
    }
    for (const input of [{}, { SortBy: 'Metrics.loss' }, { MaxResults: 7 }] as const) {
      const seen: unknown[] = [];
      let NextToken: string | undefined;
      do {
        const page = await search({ ...input, ...(NextToken === undefined ? {} : { NextToken }) });
        assert.ok(page.Results.length <= ('MaxResults' in input ? 7 : 10));
        assert.equal(page.TotalHits.Value, 25);
        seen.push(...names(page));
        ({ NextToken } = page);
      } while (NextToken !== undefined);
      assert.equal(seen.length, 25);
      assert.equal(new Set(seen).size, 25);
    }
  });

  it('gives tokens that the model lets a client send back', async () => {
    const HyperParameters = { text: '\u0001'.repeat(2500) };
    for (const name of ['a', 'b', 'c']) await add(name, {}, { HyperParameters });
    const page = { SortBy: 'HyperParameters.text', MaxResults: 1 };
    const { NextToken = '', Results } = await search(page);
    assert.ok(NextToken.length <= 8192, `${NextToken.length} characters`);
    const rest = await search({ ...page, MaxResults: 10, NextToken });
    assert.equal(rest.Results.length + Results.length, 3);
  });

  it('refuses a token of another search or of nobody', async () => {
    for (const name of ['a', 'b']) await add(name);
    const { NextToken = '' } = await search({ MaxResults: 1 });
    assert.deepEqual(names(await search({ NextToken, MaxResults: 5 })).length, 1);
    await refuses(search({ NextToken, SortBy: 'CreationTime' }), 'Invalid NextToken.');
    await refuses(search({ NextToken: 'nonsense' }), 'Invalid NextToken.');
  });

  it('sees a change of a job at once', async () => {
    await add('job');
    assert.deepEqual(await by('Tags.team', 'Exists'), []);
    await jobs.update('id-job', (job) => ({ ...job, tags: [{ Key: 'team', Value: 'a' }] }));
    assert.deepEqual(await by('Tags.team', 'Exists'), ['job']);
    await jobs.remove('id-job');
    assert.deepEqual(await by('Tags.team', 'NotExists'), []);
  });

  it('hides what is tagged for others, and has nothing of other accounts', async () => {
    await add('mine', { tags: [{ Key: 'team', Value: 'a' }] });
    await add('theirs', { tags: [{ Key: 'team', Value: 'b' }] });
    await add('untagged');
    const VisibilityConditions = [{ Key: 'Tags.team', Value: 'a' }];
    const visible = await search({ VisibilityConditions });
    assert.deepEqual(names(visible).sort(), ['mine', 'untagged']);
    assert.deepEqual(names(await search({ CrossAccountFilterOption: 'CrossAccount' })), []);
  });
});
