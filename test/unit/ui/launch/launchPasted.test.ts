import assert from 'node:assert/strict';
import '../../../fakes/fakeVscode';
import { pastedDraft } from '../../../../src/core/training/again/scriptDraft';
import { sdk2Request, sdk3Request } from '../../core/training/again/sdkRequests';
import { LaunchedPage } from './launchedPage';

const onAws = { runsHere: false, billable: true };

describe('a request that is pasted into the page of a script', () => {
  let page: LaunchedPage;

  beforeEach(() => {
    page = new LaunchedPage();
    page.create({}, onAws);
  });

  afterEach(() => page.dispose());

  it('fills in the arguments of the script, and keeps the rest as rows', async () => {
    await page.session.open();
    const { draftVersion, draft: before } = page.last;
    page.session.refill((draft) => pastedDraft(sdk2Request, draft));
    const { draft } = page.last;
    assert.ok(page.last.draftVersion > draftVersion);
    assert.equal(draft.jobName, before.jobName);
    assert.deepEqual(draft.values, { epochs: '10' });
    assert.deepEqual(
      draft.extra.map(({ name }) => name),
      ['optimizer', 'version', 'layers'],
    );
    assert.deepEqual(
      draft.channels.map(({ name, path }) => [name, path]),
      [
        ['train', 's3://mine/train/'],
        ['shared', '/data'],
      ],
    );
    assert.equal(draft.settings.fields.instanceType, 'ml.m5.xlarge');
    assert.deepEqual(draft.settings.tags[0], { name: 'team', value: 'penguins' });
  });

  it('sends the fields that the page has none for', async () => {
    await page.session.open();
    page.session.refill((draft) => ({
      ...pastedDraft(sdk2Request, draft),
      extra: [],
    }));
    await page.settled();
    const launch = await page.session.preview(page.last.draft);
    assert.deepEqual(launch.apiFields, {
      AlgorithmSpecification: {
        EnableSageMakerMetricsTimeSeries: true,
        MetricDefinitions: [{ Name: 'loss', Regex: 'loss=([0-9.]+)' }],
      },
      DebugHookConfig: sdk2Request['DebugHookConfig'],
      ProfilerConfig: sdk2Request['ProfilerConfig'],
    });
  });

  it('leaves out what starts another code', async () => {
    await page.session.open();
    page.session.refill((draft) => pastedDraft(sdk3Request, draft));
    const { draft } = page.last;
    assert.deepEqual(
      draft.channels.map(({ name }) => name),
      ['train'],
    );
    assert.equal(draft.otherFields, '');
  });

  it('says at the field what is wrong with other fields, and remembers the last that were right', async () => {
    await page.session.open();
    page.session.refill((draft) => pastedDraft(sdk2Request, draft));
    const { draft } = page.last;
    page.session.edit({ ...draft, otherFields: '{' });
    assert.equal(page.last.errors['otherFields'], 'The JSON ends too early.');
    assert.equal(page.kept?.otherFields, draft.otherFields);
  });
});
