import assert from 'node:assert/strict';
import '../../../fakes/fakeVscode';
import type { SdkDefaultsFound } from '../../../../src/aws/training/readSdkDefaults';
import { noSettings, type LaunchSettings } from '../../../../src/shared/contracts/launchSettings';
import { FormMemory } from '../../../../src/ui/launch/formMemory';
import { defaultsFile } from '../../../../src/ui/launch/sdkDefaultsLines';
import { memoryStore } from '../../../fakes/memoryStore';
import { LaunchedPage } from './launchedPage';

const onAws = { runsHere: false, billable: true };
const roleArn = 'arn:aws:iam::123456789012:role/Sdk';
const address = '/home/me/.config/sagemaker/config.yaml';
const file = { owner: 'user', address, isHere: true } as const;

const settings = {
  ...{ ...noSettings, fields: { roleArn, isIsolated: 'true' } },
  tags: [
    { name: 'team', value: 'birds' },
    { name: 'stage', value: 'dev' },
  ],
};
const found: SdkDefaultsFound = { settings, leftOut: [], files: [file] };

describe('defaults of the SageMaker SDK on the launch page', () => {
  let page: LaunchedPage;
  beforeEach(() => (page = new LaunchedPage()));
  afterEach(() => page.dispose());

  const linesOf = () => page.last.preflight.filter(({ id }) => id.startsWith('sdk-defaults:'));

  it('are told at the fields that have them, and no longer where they were changed', async () => {
    page.create({ settings: () => settings, defaults: () => found }, onAws);
    const draft = await page.session.open();
    const origin = 'from config.yaml of the SageMaker SDK';
    assert.deepEqual(page.last.settings?.origins, {
      ...{ roleArn: origin, isIsolated: origin, tags: `team, stage: ${origin}` },
    });
    assert.deepEqual(linesOf(), []);
    const fields = { ...settings.fields, isIsolated: '' };
    const tags = [{ name: 'team', value: 'fish' }, ...settings.tags.slice(1)];
    page.session.edit({ ...draft, settings: { ...settings, fields, tags } });
    assert.deepEqual(page.last.settings.origins, {
      ...{ roleArn: origin, tags: `stage: ${origin}` },
    });
  });

  describe('that change', () => {
    let now: LaunchSettings;
    const changed = { ...settings, fields: { ...settings.fields, roleArn: `${roleArn}2` } };

    beforeEach(() => {
      now = settings;
      const memory = new FormMemory({
        ...{ store: memoryStore(), shared: memoryStore() },
        defaults: () => now,
      });
      const ports = memory.opened(page.script, () => ({ id: 'profile:prod:eu-west-1' }));
      page.create({ ...ports, defaults: () => found }, onAws);
    });

    it('are followed, where nobody has changed anything', async () => {
      await page.session.open();
      const { draftVersion } = page.last;
      now = changed;
      page.session.defaultsChanged();
      assert.deepEqual(page.last.draft.settings, changed);
      assert.ok(page.last.draftVersion > draftVersion);
    });

    it('leave what a person has typed, right, wrong or begun', async () => {
      const draft = await page.session.open();
      const fields = { ...settings.fields, outputUri: 's3://own/x', maxWaitMinutes: 'soon' };
      const tags = [...settings.tags, { name: '', value: 'begun' }];
      page.session.edit({ ...draft, settings: { ...settings, fields, tags } });
      now = changed;
      page.session.defaultsChanged();
      const shown = page.last.draft.settings;
      assert.deepEqual(shown.fields, { ...fields, roleArn: `${roleArn}2` });
      assert.deepEqual(shown.tags, tags);
    });
  });

  it('of a broken file are missing, and nothing else is', async () => {
    const broken = { ...file, problem: { message: 'Flow sequence', line: 7 } };
    const defaults = () => ({ ...found, settings: noSettings, files: [broken] });
    page.create({ defaults }, onAws);
    await page.session.open();
    const [line] = linesOf();
    assert.equal(line?.tone, 'warning');
    assert.equal(line.message, `Defaults of the SageMaker SDK are left out: ${address}, line 7`);
    assert.equal(line.detail, 'Flow sequence');
    assert.deepEqual(line.links, [{ id: 'sdk-defaults:user', label: 'Open file' }]);
    assert.deepEqual(defaultsFile('sdk-defaults:user', defaults()), { path: address, line: 7 });
    assert.equal(defaultsFile('sdk-defaults:admin', defaults()), undefined);
  });

  it('that do not count are named', async () => {
    const job = 'SageMaker.TrainingJob';
    const leftOut = [
      { owner: 'user', path: `${job}.RoleArn`, why: 'wrong' },
      { owner: 'user', path: `${job}.Ro\nle`, why: 'unknown' },
      { owner: 'user', path: `${job}.ProfilerConfig.DisableProfiler`, why: 'unsupported' },
      { owner: 'user', path: `${job}.VpcConfig.Subnets`, why: 'alone' },
    ] as const;
    page.create({ defaults: () => ({ ...found, leftOut }) }, onAws);
    await page.session.open();
    assert.deepEqual(
      linesOf().map(({ tone, message, detail }) => [tone, message, detail]),
      [
        [
          'warning',
          `${address}, defaults of the SageMaker SDK. Left out, as the SDK refuses it: ${job}.RoleArn and 1 more`,
          `${job}.RoleArn\n${job}.Ro�le`,
        ],
        [
          'info',
          `${address}, defaults of the SageMaker SDK. Not taken over: ${job}.ProfilerConfig.DisableProfiler and 1 more`,
          `${job}.ProfilerConfig.DisableProfiler\n${job}.VpcConfig.Subnets`,
        ],
      ],
    );
  });

  it('mean nothing where jobs run on this computer', async () => {
    const broken = { ...file, problem: { message: 'x' } };
    page.create({ defaults: () => ({ ...found, files: [broken] }) });
    await page.session.open();
    assert.deepEqual(linesOf(), []);
    assert.equal(page.last.settings, null);
  });
});
