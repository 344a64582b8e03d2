import assert from 'node:assert/strict';
import '../../../fakes/fakeVscode';
import type { Connection } from '../../../../src/aws/connection';
import type { Remembered, Store } from '../../../../src/platform/state';
import { noSettings } from '../../../../src/shared/contracts/launchSettings';
import { parseDraft } from '../../../../src/ui/launch/launchDraft';
import { Launcher } from '../../../../src/ui/launch/launcher';
import { PythonFinder } from '../../../../src/ui/launch/pythonFinder';
import { FakeClock } from '../../../fakes/fakeClock';
import { fakeConnection } from '../../../fakes/fakeKind';

const script = '/projects/penguins/train.py';
const file = '/projects/penguins/train.sagemaker.json';

describe('where an edited form is kept', () => {
  it('is with its script, or with the job file that it is of, and nowhere else', () => {
    let remembered: Partial<Remembered> = {};
    const store: Store = {
      get: (key) => remembered[key],
      set: (key, value) => Promise.resolve(void (remembered = { ...remembered, [key]: value })),
    };
    const backend = () => Promise.reject(new Error('not asked'));
    const python = new PythonFinder(backend);
    const clock = new FakeClock();
    const launcher = new Launcher({ backend, python, store, shared: store, clock });
    const connection: Connection = fakeConnection();
    const ports = (keptBy?: string) =>
      launcher.ports({
        ...{ script, keptBy, remembered: {} },
        connection: () => connection,
        send: () => undefined,
      });
    const draft = (epochs: string, instanceType: string) => ({
      ...{ jobName: 'x', values: { epochs }, extra: [], channels: [], sourceFolder: '.' },
      ...{ alsoPacked: [], maxRuntimeMinutes: 5, installRequirements: false, leftOutMetrics: [] },
      settings: { ...noSettings, fields: { instanceType } },
    });
    const epochsOf = (path: string) =>
      parseDraft(launcher.memory.form(path, connection.info).draft)?.values['epochs'];

    ports(file).remember(draft('3', 'ml.g5.xlarge'));
    assert.deepEqual([epochsOf(file), epochsOf(script)], ['3', undefined]);
    assert.equal(ports(file).settings().fields.instanceType, 'ml.g5.xlarge');
    assert.equal(ports().settings().fields.instanceType, undefined);
    ports().remember(draft('7', 'ml.m5.large'));
    assert.deepEqual([epochsOf(file), epochsOf(script)], ['3', '7']);
  });
});
