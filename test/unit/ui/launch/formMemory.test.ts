import assert from 'node:assert/strict';
import { parseDraft } from '../../../../src/ui/launch/launchDraft';
import { FormMemory } from '../../../../src/ui/launch/formMemory';
import type { Remembered, Store } from '../../../../src/platform/state';
import type { LaunchDraft } from '../../../../src/shared/contracts/launch';
import { noSettings, type LaunchSettings } from '../../../../src/shared/contracts/launchSettings';

const memoryStore = (): Store => {
  let remembered: Partial<Remembered> = {};
  return {
    get: (key) => remembered[key],
    set: (key, value) => Promise.resolve(void (remembered = { ...remembered, [key]: value })),
  };
};

const script = '/projects/penguins/train.py';
const here = { id: 'sandbox' };
const prod = { id: 'profile:prod:eu-west-1' };
const role = 'arn:aws:iam::123456789012:role/Jobs';

const draft = (fields: LaunchSettings['fields'], epochs = '1'): LaunchDraft => ({
  ...{ jobName: 'x', values: { epochs }, extra: [], channels: [], sourceFolder: '.' },
  ...{ alsoPacked: [], maxRuntimeMinutes: 5, installRequirements: false, leftOutMetrics: [] },
  settings: { ...noSettings, fields },
});

describe('what is remembered of launches', () => {
  let memory: FormMemory;
  const shared = memoryStore();

  beforeEach(() => {
    memory = new FormMemory({ store: memoryStore(), shared });
  });

  it('is nothing of a script that is new', () => {
    assert.deepEqual(memory.form(script, here), { draft: undefined, launch: undefined });
    assert.deepEqual(memory.settings(script, prod), noSettings);
  });

  it('is one form for all connections, and of each its own settings', async () => {
    memory.keep(script, prod, draft({ roleArn: role, instanceType: 'ml.g5.xlarge' }, '3'));
    memory.keep(script, here, draft({}, '7'));
    await Promise.resolve();
    const there = parseDraft(memory.form(script, prod).draft);
    assert.equal(there?.values['epochs'], '7');
    assert.deepEqual(there.settings.fields, { roleArn: role, instanceType: 'ml.g5.xlarge' });
    assert.deepEqual(parseDraft(memory.form(script, here).draft)?.settings.fields, {});
  });

  it('forgets the form of a page that is closed, and no other', async () => {
    const file = '/projects/penguins/train.sagemaker.json';
    memory.keep(file, prod, draft({ roleArn: role }, '3'));
    memory.keep(script, prod, draft({}, '7'));
    await memory.forget(file);
    assert.deepEqual(memory.form(file, prod), { draft: undefined, launch: undefined });
    assert.deepEqual(memory.settings(file, prod), noSettings);
    assert.equal(parseDraft(memory.form(script, prod).draft)?.values['epochs'], '7');
  });

  it('launches again what was launched there, not what was typed since', async () => {
    await memory.launched(script, prod, draft({ roleArn: role, instanceType: 'ml.m5.large' }));
    await memory.launched(script, here, draft({}, '9'));
    memory.keep(script, prod, draft({ roleArn: role, instanceType: 'ml.p5.48xlarge' }));
    const { draft: left, launch } = memory.form(script, prod);
    assert.equal(parseDraft(launch)?.settings.fields.instanceType, 'ml.m5.large');
    assert.equal(parseDraft(launch)?.values['epochs'], '9');
    assert.equal(parseDraft(left)?.settings.fields.instanceType, 'ml.p5.48xlarge');
  });

  it('offers what launches on a connection were given, the last one first, and only there', async () => {
    const first = { instanceType: 'ml.m5.large', subnets: 'subnet-1, subnet-2', imageUri: '' };
    await memory.launched(script, prod, draft(first));
    await memory.launched(
      script,
      prod,
      draft({ instanceType: 'ml.g5.xlarge', subnets: 'subnet-2' }),
    );
    const groups = [{ name: 'a', type: 'ml.c5.xlarge', count: '2' }];
    const ofGroups = draft({ instanceType: 'ml.p5.48xlarge' });
    const grouped = { ...ofGroups, settings: { ...ofGroups.settings, groups } };
    await memory.launched(script, prod, grouped);
    assert.deepEqual(memory.used.of(prod.id, 'instanceType'), [
      ...['ml.c5.xlarge', 'ml.g5.xlarge', 'ml.m5.large'],
    ]);
    assert.deepEqual(memory.used.of(prod.id, 'subnets'), ['subnet-2', 'subnet-1']);
    assert.deepEqual(memory.used.of(prod.id, 'imageUri'), []);
    assert.deepEqual(memory.used.of(here.id, 'instanceType'), []);
  });

  it('offers the roles of an account, the last one first, on its other connections too', async () => {
    const other = 'arn:aws:iam::123456789012:role/Other';
    await memory.launched(script, prod, draft({ roleArn: role }));
    await memory.launched(script, prod, draft({ roleArn: other }));
    await memory.launched(script, prod, draft({ roleArn: role }));
    await memory.launched(script, prod, draft({}));
    const elsewhere = { id: 'profile:ops:us-east-1', account: { id: '123456789012' } };
    assert.deepEqual(memory.roles(prod), [role, other]);
    assert.deepEqual(memory.roles(elsewhere), [role, other]);
    assert.deepEqual(memory.settings('/another.py', elsewhere).fields, { roleArn: role });
    assert.deepEqual(memory.roles({ id: 'profile:x:y', account: { id: '210987654321' } }), []);
  });

  describe('with defaults of the SageMaker SDK', () => {
    let sdk: LaunchSettings | undefined;
    const other = 'arn:aws:iam::123456789012:role/Sdk';

    beforeEach(() => {
      sdk = { ...noSettings, fields: { roleArn: other, outputUri: 's3://a/' } };
      memory = new FormMemory({
        ...{ store: memoryStore(), shared: memoryStore() },
        defaults: (id) => (id === prod.id ? sdk : undefined),
      });
    });

    it('fills in what they say before the role that was used last, and there alone', async () => {
      await memory.launched('/other.py', prod, draft({ roleArn: role }));
      assert.deepEqual(memory.settings(script, prod), sdk);
      assert.deepEqual(memory.settings(script, here), noSettings);
      sdk = noSettings;
      assert.deepEqual(memory.settings(script, prod).fields, { roleArn: role });
    });

    it('follows them until the first launch, but for what a person has changed', async () => {
      const page = memory.opened(script, () => prod);
      page.remember(draft({ roleArn: other, outputUri: 's3://own/' }));
      await Promise.resolve();
      sdk = { ...noSettings, fields: { roleArn: role, outputUri: 's3://b/' } };
      const now = { roleArn: role, outputUri: 's3://own/' };
      assert.deepEqual(memory.settings(script, prod).fields, now);
      // The page still shows what they said before.
      page.remember(draft({ roleArn: other, outputUri: 's3://own/' }));
      await Promise.resolve();
      assert.deepEqual(page.settings().fields, now);
    });

    it('holds on to what was launched', async () => {
      await memory.launched(script, prod, draft({ roleArn: role }));
      assert.deepEqual(memory.settings(script, prod).fields, { roleArn: role });
      memory.keep(script, prod, draft({ roleArn: '' }));
      await Promise.resolve();
      assert.deepEqual(memory.settings(script, prod).fields, { roleArn: '' });
    });
  });
});
