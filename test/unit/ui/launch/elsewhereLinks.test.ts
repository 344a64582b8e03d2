import assert from 'node:assert/strict';
import '../../../fakes/fakeVscode';
import { AppError } from '../../../../src/core/errors';
import { noSettings, type LaunchSettings } from '../../../../src/shared/contracts/launchSettings';
import { elsewhereLinks } from '../../../../src/ui/launch/elsewhereLinks';
import { LaunchedPage } from './launchedPage';

const on = (instanceType: string): LaunchSettings => ({ ...noSettings, fields: { instanceType } });
const role = 'arn:aws:iam::123456789012:role/Jobs';

describe('where a launch can go that got no instances', () => {
  const labels = (settings: LaunchSettings, region = 'eu-west-1', training = {}) => {
    const prices = { region, currency: 'USD', date: '2026-09-24', storage: null, training };
    return elsewhereLinks(settings, region, prices).map(({ id, label }) => [id, label]);
  };

  it('is the type most alike that the region has, and the next region', () => {
    const training = { 'ml.g5.4xlarge': 2, 'ml.g5.48xlarge': 20, 'ml.m5.large': 1 };
    assert.deepEqual(labels(on('ml.g5.2xlarge'), 'eu-west-1', training), [
      ['failure:type:ml.g5.4xlarge', 'Train on ml.g5.4xlarge'],
      ['failure:region:eu-west-2', 'Go to eu-west-2'],
      ['failure:region:', 'Another region…'],
    ]);
  });

  it('is a region alone for a job of several types, or any where none is near', () => {
    const groups = ['ml.g5.xlarge', 'ml.m5.large'].map((type) => ({
      name: type,
      type,
      count: '1',
    }));
    assert.deepEqual(labels({ ...noSettings, groups }, 'sa-east-1'), [
      ['failure:region:', 'Another region…'],
    ]);
  });

  it('is offered with the refusal, and with no other', async () => {
    let failure = new AppError('quota', 'AWS has no ml.m5.large.');
    const page = new LaunchedPage();
    const settings = () => ({ ...noSettings, fields: { roleArn: role } });
    page.create({ settings, launch: () => Promise.reject(failure) }, { runsHere: false });
    const draft = await page.session.open();
    await assert.rejects(page.session.start(draft));
    assert.equal(page.last.failure?.message, 'AWS has no ml.m5.large.');
    assert.equal(page.last.failure.links?.at(-2)?.label, 'Go to us-east-2');
    failure = new AppError('network', 'No answer.');
    await assert.rejects(page.session.start(draft));
    assert.equal(page.last.failure.links, undefined);
    page.dispose();
  });
});
