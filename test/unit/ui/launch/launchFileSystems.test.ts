import '../../../fakes/fakeVscode';
import assert from 'node:assert/strict';
import type { LaunchDraft } from '../../../../src/shared/contracts/launch';
import { LaunchedPage } from './launchedPage';

const roleArn = 'arn:aws:iam::123456789012:role/some';
const onAws = { runsHere: false, billable: true, defaultRole: undefined };

describe('channels on file systems', () => {
  let page: LaunchedPage;

  beforeEach(() => {
    page = new LaunchedPage();
  });

  afterEach(() => page.dispose());

  const settingsOf = (fields: object) => ({
    fields: { roleArn, ...fields },
    ...{ tags: [], environment: [], groups: [] },
  });

  const open = async (): Promise<LaunchDraft> => {
    page.create({ settings: () => settingsOf({}) }, onAws);
    return await page.session.open();
  };

  const options = { fileSystem: 'EFS', fileSystemId: 'fs-0123456789abcdef0' };
  const channels = [{ name: 'train', path: '/data/train', options }];
  const inVpc = settingsOf({ subnets: 'subnet-1', securityGroups: 'sg-1' });

  it('are started as they are, and nobody looks for their data here', async () => {
    const draft = { ...(await open()), channels, settings: inVpc };
    page.session.edit(draft);
    const { errors, preflight } = await page.settled();
    assert.deepEqual(errors, {});
    assert.ok(!preflight.some(({ message }) => message.includes('/data/train')));
    await page.session.start(draft);
    const [train] = page.launched[0]?.channels ?? [];
    const said = Object.entries(train ?? {}).filter(([, value]) => value !== undefined);
    assert.deepEqual(Object.fromEntries(said), {
      name: 'train',
      fileSystem: { id: options.fileSystemId, type: 'EFS', directory: '/data/train' },
    });
  });

  it('need a network, an id and an absolute path', async () => {
    const draft = { ...(await open()), channels };
    page.session.edit(draft);
    const { errors } = await page.settled();
    assert.match(errors['channelOption:0:fileSystem'] ?? '', /VPC/);
    page.session.edit({
      ...{ ...draft, settings: inVpc },
      channels: [{ name: 'train', path: 'data', options: { fileSystem: 'EFS' } }],
    });
    assert.deepEqual(Object.keys(page.last.errors).sort(), [
      'channelOption:0:fileSystemId',
      'channelPath:0',
    ]);
  });

  it('are folders of this computer where jobs run here', async () => {
    const draft = await page.session.open();
    await page.session.start({ ...draft, channels: [{ name: 'train', path: 'data', options }] });
    assert.deepEqual(page.launched[0]?.channels, [
      { name: 'train', path: '/projects/penguins/data' },
    ]);
  });
});
