import assert from 'node:assert/strict';
import '../../../fakes/fakeVscode';
import { noSettings } from '../../../../src/shared/contracts/launchSettings';
import { LaunchedPage } from './launchedPage';

const settings = () => ({
  ...noSettings,
  fields: { roleArn: 'arn:aws:iam::123456789012:role/Jobs' },
});

describe('the options of channels', () => {
  let page: LaunchedPage;

  beforeEach(() => {
    page = new LaunchedPage();
  });

  afterEach(() => page.dispose());

  it('say how each channel’s data are given', async () => {
    page.create({ settings }, { runsHere: false, billable: true });
    const draft = await page.session.open();
    const options = {
      ...{ inputMode: 'Pipe', distribution: 'ShardedByS3Key', contentType: ' text/csv ' },
      ...{ compression: 'Gzip', recordWrapper: 'RecordIO', shuffleSeed: '7' },
      ...{ dataType: 'AugmentedManifestFile', attributeNames: 'source-ref, label' },
    };
    const channels = [
      { name: 'train', path: 's3://bucket/train.manifest', options },
      { name: 'test', path: 'data', options: { dataType: 'ManifestFile', contentType: '' } },
    ];
    await page.session.start({ ...draft, channels });
    const [train, test] = page.launched[0]?.channels ?? [];
    assert.deepEqual(train, {
      ...{ name: 'train', uri: 's3://bucket/train.manifest', inputMode: 'Pipe' },
      ...{ distribution: 'ShardedByS3Key', contentType: 'text/csv', compression: 'Gzip' },
      ...{ recordWrapper: 'RecordIO', shuffleSeed: 7, dataType: 'AugmentedManifestFile' },
      attributeNames: ['source-ref', 'label'],
    });
    const given = Object.entries(test ?? {}).filter(([, value]) => value !== undefined);
    assert.deepEqual(Object.fromEntries(given), {
      ...{ name: 'test', path: '/projects/penguins/data' },
    });
    const wrong = [{ name: 'train', path: 'data', options: { shuffleSeed: 'x' } }];
    page.session.edit({ ...draft, channels: wrong });
    assert.deepEqual(Object.keys(page.last.errors), ['channelOption:0:shuffleSeed']);
    const manifest = { dataType: 'AugmentedManifestFile' };
    const unread = [{ name: 'train', path: 's3://bucket/a', options: manifest }];
    page.session.edit({ ...draft, channels: unread });
    assert.deepEqual(Object.keys(page.last.errors), ['channelOption:0:dataType']);
  });
});
