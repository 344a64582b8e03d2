import assert from 'node:assert/strict';
import '../../../fakes/fakeVscode';
import { noSettings } from '../../../../src/shared/contracts/launchSettings';
import type { TrainingLaunch } from '../../../../src/core/training/launch';
import type { LaunchState } from '../../../../src/shared/contracts/launch';
import { fakeConnection } from '../../../fakes/fakeKind';
import { LaunchedPage } from './launchedPage';

const onAws = { runsHere: false, billable: true, defaultRole: 'arn:aws:iam::123456789012:role/R' };

describe('the image of a launch', () => {
  let page: LaunchedPage;

  beforeEach(() => {
    page = new LaunchedPage();
    page.text = 'import torch\n';
  });

  afterEach(() => page.dispose());

  const launchOn = async (instanceType: string, traits: object): Promise<TrainingLaunch> => {
    page.create({}, traits);
    const draft = await page.session.open();
    const settings = { ...noSettings, fields: { instanceType } };
    await page.session.start({ ...draft, settings });
    return page.launched.at(-1) ?? assert.fail('nothing was launched');
  };
  const said = ({ preflight }: LaunchState): string | undefined =>
    preflight.find(({ id }) => id === 'image')?.tone;

  it('is that of the processor of the instances', async () => {
    const gpu = await launchOn('ml.g5.xlarge', onAws);
    assert.match(gpu.image, /pytorch-training:2\.10\.0-gpu-py313$/);
    const cpu = await launchOn('ml.m5.large', onAws);
    assert.match(cpu.image, /pytorch-training:2\.10\.0-cpu-py313$/);
    // On this computer the settings of another connection mean nothing.
    const here = await launchOn('ml.g5.xlarge', {});
    assert.match(here.image, /pytorch-training:2\.10\.0-cpu-py313$/);
  });

  it('is that of the region of the connection, and refuses a start where there is none', async () => {
    page.create({}, onAws);
    const draft = await page.session.open();
    const move = (region: string): void => {
      const { info } = fakeConnection('profile:other', onAws);
      page.session.connectionChanged({ ...info, region });
      page.session.edit(draft);
    };
    move('cn-north-1');
    assert.equal(said(await page.settled()), undefined);
    await page.session.start(draft);
    assert.match(
      page.launched[0]?.image ?? '',
      /^727897471807\.dkr\.ecr\.cn-north-1\.amazonaws\.com\.cn\//,
    );
    move('xx-west-1');
    assert.equal(said(await page.settled()), 'error');
    await assert.rejects(page.session.start(draft), { reason: 'invalid' });
    assert.equal(page.launched.length, 1);
  });

  it('is launched with a word where it is not made for the instances', async () => {
    page.text = 'import sklearn\n';
    const launch = await launchOn('ml.g5.xlarge', onAws);
    assert.match(launch.image, /sagemaker-scikit-learn:1\.9-0-cpu-py3$/);
    assert.equal(said(await page.settled()), 'warning');
  });
});
