import assert from 'node:assert/strict';
import '../../../fakes/fakeVscode';
import { loadImageTable } from '../../../../src/core/images/imageTable';
import type { LaunchDraft } from '../../../../src/shared/contracts/launch';
import { keptChannel, leftBehind, lostTags } from '../../../../src/ui/clone/cloneTexts';
import { ClonedPages, connectionOf, here, jobName, request, theirs, there } from './clonedPages';
import type { PagePanel } from './pagePanel';

const far = 'profile:work:ap-south-1';
const role = 'arn:aws:iam::123456789012:role/Trainer';

describe('what a cloned job names of where it was', () => {
  let work: ClonedPages;

  before(async () => {
    await loadImageTable();
  });

  beforeEach(() => {
    work = new ClonedPages();
  });

  afterEach(() => work.pages.dispose());

  /** By where it belongs. */
  const told = async (panel: PagePanel): Promise<Record<string, readonly string[]>> => {
    const { preflight } = await panel.shown();
    const lines = preflight.filter(({ id }) => id.startsWith('left:'));
    return Object.fromEntries(
      lines.map(({ message, detail = '' }) => [
        /belongs to (.*), and would run/.exec(message)?.[1] ?? message,
        detail.split('\n'),
      ]),
    );
  };
  const fill = (panel: PagePanel, fields: LaunchDraft['settings']['fields']) =>
    panel.edit(({ settings }) => ({
      settings: { ...settings, fields: { ...settings.fields, ...fields } },
    }));

  it('is told with what belongs to the region, and without roles', async () => {
    await work.clone();
    const panel = await work.go(there);
    const { 'work · us-east-1': texts = [], ...others } = await told(panel);
    assert.deepEqual(others, {});
    assert.deepEqual(texts.toSorted(), [
      ...['fs-0123456789abcdef0', 's3://mine/', 's3://mine/penguins/source/sourcedir.tar.gz'],
      ...['s3://mine/train/', 'sg-0123abcd', 'subnet-0123abcd'],
    ]);
    const { preflight } = await panel.shown();
    const line = preflight.find(({ id }) => id.startsWith('left:'));
    assert.equal(
      line?.message,
      'The job names what belongs to work · us-east-1, and would run in work · eu-west-1. Change it before you start: s3://mine/penguins/source/sourcedir.tar.gz',
    );
  });

  it('is told of what a person had typed there, until it is changed', async () => {
    await fill(await work.clone(), {
      ...{ subnets: 'subnet-99999999', checkpointUri: 's3://typed/checkpoints/' },
    });
    const panel = await work.go(there);
    const { 'work · us-east-1': texts = [] } = await told(panel);
    assert.ok(texts.includes('subnet-99999999') && texts.includes('s3://typed/checkpoints/'));
    assert.ok(!texts.includes('subnet-0123abcd'), 'nobody asks for it any more');
    await fill(panel, { subnets: 'subnet-11111111', checkpointUri: 's3://here/' });
    const { 'work · us-east-1': rest = [] } = await told(panel);
    assert.ok(!rest.some((text) => /^subnet|typed|here/.test(text)), rest.join(' '));
  });

  it('belongs to where it is from, however often the form goes on', async () => {
    await work.clone();
    await fill(await work.go(there), { checkpointUri: 's3://second/checkpoints/' });
    const { 'work · us-east-1': first = [], ...rest } = await told(await work.go(far));
    assert.ok(first.includes('s3://mine/train/') && first.includes('subnet-0123abcd'));
    assert.deepEqual(rest, { 'work · eu-west-1': ['s3://second/checkpoints/'] });
  });

  it('is not told where the form comes back to', async () => {
    await work.clone();
    await fill(await work.go(there), { checkpointUri: 's3://second/checkpoints/' });
    assert.deepEqual(await told(await work.go(here)), {
      'work · eu-west-1': ['s3://second/checkpoints/'],
    });
  });

  it('is told with the role in another account, and without images and stand-ins', async () => {
    const standIn = 's3://sagemaker-us-east-1-000000000000/train/';
    const [train = {}, ...channels] = request['InputDataConfig'] as object[];
    const source = { S3DataSource: { S3DataType: 'S3Prefix', S3Uri: standIn } };
    const InputDataConfig = [{ ...train, DataSource: source }, ...channels];
    await work.pages.open(connectionOf(here), {
      ...{ jobName: null, hasTags: true, localData: { [standIn]: '/data/train' } },
      request: { ...request, InputDataConfig } as typeof request,
    });
    const { 'work · us-east-1': texts = [] } = await told(await work.go(theirs));
    assert.deepEqual(texts.toSorted(), [
      ...[role, 'fs-0123456789abcdef0', 's3://mine/'],
      ...['s3://mine/penguins/source/sourcedir.tar.gz', 'sg-0123abcd', 'subnet-0123abcd'],
    ]);
    assert.deepEqual(await told(await work.go(here)), {});
  });

  it('is not in the own bucket of an account that another profile names as well', async () => {
    await work.clone();
    const checkpointUri = 's3://sagemaker-us-east-1-999999999999/checkpoints/';
    await fill(await work.go(theirs), { checkpointUri, volumeKmsKey: 'alias/theirs' });
    const lines = await told(await work.go('profile:visitor:us-east-1'));
    assert.deepEqual(lines['guest · us-east-1'], ['alias/theirs']);
  });

  it('is told of a job that was opened in another account at once, also after a reload', async () => {
    const original = { jobName, request, hasTags: true };
    await work.pages.open(connectionOf(theirs), original, connectionOf(here));
    const { 'work · us-east-1': texts = [] } = await told(work.last);
    assert.ok(texts.includes(role));
    const { state } = work.last;
    work.reload();
    assert.deepEqual((await told(await work.restore(state)))['work · us-east-1'], texts);
  });

  it('is not where something was pasted that names another region', async () => {
    const region = 'eu-west-1';
    await work.pages.open(connectionOf(here), { jobName: null, request, hasTags: true, region });
    await fill(work.last, { checkpointUri: 's3://typed/checkpoints/' });
    assert.deepEqual(await told(await work.go(there)), {
      'work · us-east-1': ['s3://typed/checkpoints/'],
    });
  });
});

describe('texts of a cloned job', () => {
  const hostile = 'a\nb\u202Ec';

  it('are told with names that cannot end the line or turn it around', () => {
    const line = leftBehind('id', [hostile, 'x'], { from: 'A', to: 'B' });
    assert.match(line.message, /: a�b�c$/);
    assert.equal(line.detail, 'a�b�c\nx');
    assert.match(lostTags(hostile).message, /a�b�c/);
    assert.match(keptChannel(hostile).message, /^a�b�c:/);
  });

  it('are told up to as many as anyone reads', () => {
    const texts = Array.from({ length: 1000 }, (_, index) => `s3://bucket/${index}/`);
    const { message, detail = '' } = leftBehind('id', texts, { from: 'A', to: 'B' });
    assert.ok(message.length < 200);
    assert.deepEqual(detail.split('\n').slice(29), ['s3://bucket/29/', '… and 970 more']);
  });
});
