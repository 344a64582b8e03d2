import assert from 'node:assert/strict';
import { answerWith } from '../../fakes/fakeVscode';
import { trainAlgorithm, type TrainAlgorithmServices } from '../../../src/commands/trainAlgorithm';
import type { LaunchState } from '../../../src/shared/contracts/launch';
import { loadImageTable } from '../../../src/core/images/imageTable';
import { CloneSession } from '../../../src/ui/clone/cloneSession';
import type { Original } from '../../../src/ui/clone/original';
import { fakeConnection } from '../../fakes/fakeKind';
import { launchPorts } from '../ui/launch/launchPorts';

const role = 'arn:aws:iam::123456789012:role/Jobs';
const onAws = { runsHere: false, billable: true, jobEnvironment: {} };

describe('training with a built-in algorithm', () => {
  let opened: Original[];
  let session: CloneSession | undefined;
  const region = 'eu-west-1';

  const connectionOf = (traits: object) => {
    const connection = fakeConnection('aws', traits);
    return { ...connection, info: { ...connection.info, region } };
  };

  const services = (traits: object = onAws, roles: readonly string[] = [role]) =>
    ({
      chosen: { open: () => Promise.resolve(connectionOf(traits)) },
      launcher: { memory: { roles: () => roles } },
      openClonePage: (_connection: object, original: Original) =>
        Promise.resolve(void opened.push(original)),
    }) as unknown as TrainAlgorithmServices;

  const choose = (label: string) =>
    answerWith((choices) => choices.find((choice) => choice.label === label));

  beforeEach(() => {
    opened = [];
  });

  afterEach(() => session?.dispose());

  it('offers the algorithms of the region, and opens a page for the one that is chosen', async () => {
    const offered = choose('K-Means');
    await trainAlgorithm(services());
    assert.equal(offered.length, 17);
    const [original] = opened;
    assert.deepEqual(original?.algorithm, {
      ...{ label: 'K-Means', required: ['k', 'feature_dim'], channels: ['train'] },
    });
    assert.equal(original.jobName, null);
    assert.equal(original.request['RoleArn'], role);
  });

  it('opens nothing where none is chosen, and refuses where jobs run on this computer', async () => {
    answerWith(() => undefined);
    await trainAlgorithm(services());
    const here = services({ runsHere: true });
    await assert.rejects(trainAlgorithm(here), { reason: 'invalid' });
    assert.deepEqual(opened, []);
  });

  it('leads to a page that asks for the data and what these tell, and then is ready', async () => {
    choose('K-Means');
    await trainAlgorithm(services());
    const [original] = opened;
    assert.ok(original);
    let state: LaunchState | undefined;
    session = new CloneSession(
      {
        ...{ original, info: connectionOf(onAws).info, folder: '/projects' },
        table: await loadImageTable(),
      },
      launchPorts({ send: (sent) => (state = sent) }),
    );
    session.open();
    assert.ok(state);
    const { draft, errors } = state;
    assert.equal(state.original?.algorithm, 'K-Means');
    assert.deepEqual(state.original.changes, [], 'what the connection adds is nobody’s change');
    assert.match(draft.jobName, /^kmeans-/);
    assert.deepEqual(Object.keys(errors).toSorted(), ['channelPath:0', 'extra:1']);
    assert.equal(errors['extra:1'], 'The algorithm needs a value of feature_dim.');
    assert.match(errors['channelPath:0'] ?? '', /^An address in S3/);
    session.edit({ ...draft, channels: [] });
    assert.equal(state.errors['channels'], 'The algorithm needs the data of channel train.');
    session.edit({ ...draft, extra: draft.extra.slice(0, 1) });
    assert.equal(state.errors['hyperparameters'], 'The algorithm needs a value of feature_dim.');
    session.edit({
      ...draft,
      extra: [
        { name: 'k', value: '3' },
        { name: 'feature_dim', value: '8' },
      ],
      channels: [{ name: 'train', path: 's3://bucket/train/' }],
    });
    assert.deepEqual(state.errors, {});
  });
});
