import assert from 'node:assert/strict';
import { press, shown } from '../../../fakes/fakeVscode';
import * as vscode from 'vscode';
import type { Connection } from '../../../../src/aws/connection';
import { AppError } from '../../../../src/core/errors';
import { loadImageTable } from '../../../../src/core/images/imageTable';
import type { JsonObject } from '../../../../src/core/training/exports/json';
import type { Store } from '../../../../src/platform/state';
import type { LaunchDraft } from '../../../../src/shared/contracts/launch';
import { ClonePages, type ClonePagesPorts } from '../../../../src/ui/clone/clonePages';
import type { LaunchOf } from '../../../../src/ui/launch/launcher';
import { FakeKind, fakeConnection } from '../../../fakes/fakeKind';
import { memoryStore } from '../../../fakes/memoryStore';
import { sdk2Request } from '../../core/training/again/sdkRequests';
import { launchPorts } from '../launch/launchPorts';
import { PagePanel, settled } from './pagePanel';

const here = 'profile:work:us-east-1';
const there = 'profile:work:eu-west-1';
const jobName = 'penguins-2026-11-20-10-00-00-000';
/** Tags are asked for apart. */
const request: JsonObject = Object.fromEntries(
  Object.entries(sdk2Request).filter(([name]) => name !== 'Tags'),
);
const original = { jobName, request, hasTags: true };
const pasted = { jobName: null, request, hasTags: true };

describe('the pages of cloned jobs', () => {
  let panels: PagePanel[];
  let store: Store;
  let pages: ClonePages;
  let open: (id: string) => Promise<Connection>;
  let wanted: object[];
  let used: unknown[];
  let failures: unknown[];

  const connection = (id: string): Connection => {
    const fake = fakeConnection(id, { runsHere: false, billable: true });
    const info = { ...fake.info, label: 'work', region: id.split(':')[2] ?? '' };
    const identity = () => Promise.resolve({ accountId: '123456789012', arn: '' });
    return { ...fake, info, identity };
  };

  const create = (): ClonePages => {
    const kind = new FakeKind();
    kind.descriptions[jobName] = request;
    const launcher = {
      ports: (of: LaunchOf) => launchPorts({ send: (state) => of.send(state) }),
      memory: {
        used: { launched: (...all: unknown[]) => Promise.resolve(used.push(...all)) },
        rememberRole: (...all: unknown[]) => Promise.resolve(used.push(...all)),
      },
    };
    return new ClonePages({
      extensionUri: vscode.Uri.file('/extension'),
      ...{ store, launcher },
      backend: () => Promise.resolve({ kinds: [kind] }),
      chosen: { openById: (id: string) => open(id) },
      otherConnection: (of: { readonly region?: string }) => {
        wanted.push(of);
        return Promise.resolve(connection(there));
      },
      started: () => Promise.resolve(),
      failed: (error: unknown) => failures.push(error),
    } as unknown as ClonePagesPorts);
  };

  const newPanel = (): vscode.WebviewPanel => {
    const panel = new PagePanel();
    panels.push(panel);
    return panel.asPanel;
  };

  /** The panel that was made last. */
  const last = (): PagePanel => {
    const panel = panels.at(-1);
    assert.ok(panel);
    return panel;
  };

  const clone = async (): Promise<PagePanel> => {
    await pages.open(connection(here), original);
    return last();
  };

  const restore = async (state: object): Promise<PagePanel> => {
    await pages.restore(newPanel(), state);
    await settled();
    return last();
  };

  const epochs = (value: string) => (draft: LaunchDraft) => ({
    extra: draft.extra.map((row) => (row.name === 'epochs' ? { ...row, value } : row)),
  });

  before(async () => {
    await loadImageTable();
  });

  beforeEach(() => {
    Object.assign(vscode.Uri, { joinPath: (uri: object) => uri });
    Object.assign(vscode.window, { createWebviewPanel: newPanel });
    [panels, wanted, used, failures] = [[], [], [], []];
    store = memoryStore();
    open = (id) => Promise.resolve(connection(id));
    pages = create();
    shown.length = 0;
  });

  afterEach(() => {
    press(undefined);
    pages.dispose();
  });

  it('remember nothing before somebody changes something, and nothing after they are closed', async () => {
    const panel = await clone();
    const { draft } = await panel.shown();
    await panel.page.call('edit', draft);
    assert.deepEqual(Object.keys(store.get('clones') ?? {}), []);
    await panel.edit(epochs('20'));
    assert.equal(Object.keys(store.get('clones') ?? {}).length, 1);
    await panel.page.call('reset', undefined);
    assert.deepEqual(store.get('clones'), {}, 'it is as the job has it again');
    await panel.edit(epochs('30'));
    panel.dispose();
    assert.deepEqual(store.get('clones'), {});
  });

  it('show one that nobody has changed once more, and beside one that is changed another', async () => {
    const first = await clone();
    await clone();
    assert.deepEqual([panels.length, first.revealed], [1, 1]);
    await first.edit(epochs('20'));
    const second = await clone();
    assert.notEqual(second, first);
    await second.edit(epochs('30'));
    assert.equal(Object.keys(store.get('clones') ?? {}).length, 2);
    second.dispose();
    assert.equal(Object.keys(store.get('clones') ?? {}).length, 1);
    assert.deepEqual((await first.shown()).original?.changes[0]?.after, '20');
  });

  it('come back each with its own changes after a reload', async () => {
    const first = await clone();
    await first.edit(epochs('20'));
    const second = await clone();
    await second.edit(epochs('30'));
    const states = [first.state, second.state];
    pages.dispose();
    pages = create();
    for (const [index, value] of ['20', '30'].entries()) {
      const panel = await restore(states[index] ?? {});
      const { original: origin } = await panel.shown();
      assert.deepEqual(
        origin?.changes.map(({ name, after }) => [name, after]),
        [['epochs', value]],
      );
    }
  });

  it('keep what was changed where they cannot be restored', async () => {
    const first = await clone();
    await first.edit(epochs('20'));
    const { state } = first;
    pages.dispose();
    pages = create();
    open = () => Promise.reject(new AppError('network', 'Offline.'));
    const lost = await restore(state);
    assert.equal(lost.isClosed, true);
    assert.deepEqual(shown, [
      {
        severity: 'error',
        message: `The page of ${jobName} could not be restored. Offline.`,
        buttons: ['Try Again'],
      },
    ]);
    assert.equal(failures.length, 1);
    const panel = await clone();
    assert.equal((await panel.shown()).original?.changes[0]?.after, '20');
  });

  it('are tried again by the button of the message', async () => {
    const panel = await clone();
    await panel.edit(epochs('20'));
    const { state } = panel;
    pages.dispose();
    pages = create();
    let attempts = 0;
    open = (id) =>
      ++attempts === 1
        ? Promise.reject(new AppError('network', 'Offline.'))
        : Promise.resolve(connection(id));
    press('Try Again');
    await restore(state);
    assert.equal((await last().shown()).original?.changes[0]?.after, '20');
    assert.deepEqual([attempts, last().isClosed], [2, false]);
  });

  it('forget a job that is gone', async () => {
    const panel = await clone();
    await panel.edit(epochs('20'));
    const { state } = panel;
    pages.dispose();
    pages = create();
    open = () => Promise.reject(new AppError('notFound', 'Gone.'));
    await restore(state);
    assert.deepEqual([store.get('clones'), shown[0]?.buttons], [{}, []]);
  });

  it('open the form in another region, with what is changed, and leave the rest alone', async () => {
    const first = await clone();
    await first.edit(epochs('20'));
    await first.page.call('fix', { id: 'region:eu-west-1' });
    assert.deepEqual(wanted, [{ id: here, region: 'eu-west-1' }]);
    assert.equal(panels.length, 2);
    const state = await last().shown();
    assert.deepEqual([state.connectionId, state.region], [there, 'eu-west-1']);
    assert.deepEqual(
      state.original?.changes.map(({ name, after }) => [name, after]),
      [
        [
          'AlgorithmSpecification.TrainingImage',
          '763104351884.dkr.ecr.eu-west-1.amazonaws.com/pytorch-training:2.3.0-cpu-py311',
        ],
        ['epochs', '20'],
        ['HyperParameters.sagemaker_region', 'eu-west-1'],
        ['OutputDataConfig.S3OutputPath', 's3://sagemaker-eu-west-1-123456789012/'],
      ],
    );
    const left = state.preflight.find(({ id }) => id === 'left');
    assert.match(left?.message ?? '', /belongs to work · us-east-1.*sg-0123abcd, subnet-0123abcd/);
    assert.equal((await first.shown()).original?.changes.length, 1);
  });

  it('keep the output that a person has chosen where they go', async () => {
    const first = await clone();
    await first.edit(({ settings }) => ({
      settings: { ...settings, fields: { ...settings.fields, outputUri: 's3://chosen/' } },
    }));
    await first.page.call('fix', { id: 'region:eu-west-1' });
    const { fields } = (await last().shown()).draft.settings;
    assert.equal(fields.outputUri, 's3://chosen/');
    assert.match(fields.imageUri ?? '', /eu-west-1/);
  });

  it('come back in that region after a reload', async () => {
    await (await clone()).page.call('chooseConnection', undefined);
    await last().edit(epochs('20'));
    const { state } = last();
    assert.equal(state.connectionId, there);
    pages.dispose();
    pages = create();
    const panel = await restore(state);
    const { region, original: origin } = await panel.shown();
    assert.deepEqual([region, origin?.jobName, origin?.changes.length], ['eu-west-1', jobName, 4]);
  });

  it('say that what was pasted names another region, and open it there', async () => {
    await pages.open(connection(here), { ...pasted, region: 'eu-west-1' });
    const { preflight } = await last().shown();
    const line = preflight.find(({ id }) => id === 'region');
    assert.equal(line?.message, 'The request names eu-west-1, and the job would run in us-east-1.');
    await last().page.call('fix', { id: line.links?.[0]?.id ?? '' });
    const state = await last().shown();
    assert.equal(state.region, 'eu-west-1');
    assert.equal(
      state.preflight.find(({ id }) => id === 'region'),
      undefined,
    );
  });

  it('remember what a job was given for the next one', async () => {
    const panel = await clone();
    const { draft } = await panel.shown();
    await panel.page.call('start', draft);
    const role = 'arn:aws:iam::123456789012:role/Trainer';
    assert.deepEqual(used, [here, draft.settings, here, role]);
  });
});
