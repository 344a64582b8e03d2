import assert from 'node:assert/strict';
import '../../../fakes/fakeVscode';
import { noSettings, type LaunchSettings } from '../../../../src/shared/contracts/launchSettings';
import { fakeConnection } from '../../../fakes/fakeKind';
import { LaunchedPage } from './launchedPage';

const onAws = { runsHere: false, billable: true };

const withRole = (name: string): LaunchSettings => ({
  ...noSettings,
  fields: { roleArn: `arn:aws:iam::123456789012:role/${name}` },
});

describe('a launch that goes to another connection', () => {
  it('opens with the settings there, also when that was chosen while the script was read', async () => {
    const page = new LaunchedPage();
    const of = { current: withRole('Before') };
    const ports = { settings: () => of.current };
    page.create(ports, onAws);
    const launch = await page.session.open();
    page.create({ ...ports, remembered: () => ({ launch }) }, onAws);
    const opening = page.session.open();
    of.current = withRole('After');
    page.session.connectionChanged(fakeConnection('profile:prod:eu-west-1', onAws).info);
    assert.deepEqual((await opening).settings, withRole('After'));
    assert.deepEqual(page.kept?.settings, withRole('After'));
    page.dispose();
  });

  describe('with what belongs to the one before', () => {
    const page = new LaunchedPage();
    after(() => page.dispose());
    const role = 'arn:aws:iam::123456789012:role/Tracker';
    const otherFields = '{"TensorBoardOutputConfig":{"S3OutputPath":"s3://birds/boards/"}}';
    const place = (id: string, account?: string, region = 'eu-west-1') => ({
      ...fakeConnection(id, onAws).info,
      ...{ region, account: account === undefined ? undefined : { id: account } },
    });
    const told = () => page.last.preflight.find(({ id }) => id === 'moved');

    it('tells of that, until it is another or the form is back', async () => {
      page.create({}, onAws);
      const draft = await page.session.open();
      const extra = [{ name: 'tracker', value: role }];
      page.session.edit({ ...draft, extra, otherFields });
      page.session.connectionChanged(place('profile:home:eu-west-1', '123456789012'));
      page.session.connectionChanged(place('profile:other:eu-west-1', '210987654321'));
      assert.equal(told()?.tone, 'warning');
      assert.equal(told()?.detail, `${role}\ns3://birds/boards/`);
      assert.deepEqual(told()?.links, [{ id: 'field:extra:0', label: 'Show the field' }]);
      const edited = page.session.draft ?? draft;
      page.session.edit({ ...edited, otherFields: '', extra: [] });
      assert.equal(told(), undefined);
      page.session.edit({
        ...edited,
        extra: [{ name: 'own', value: 's3://own/' }],
        otherFields: '',
      });
      assert.equal(told(), undefined, 'what is typed there is meant there');
    });

    it('takes roles for right in another region of the same account', async () => {
      page.create({}, onAws);
      const draft = await page.session.open();
      page.session.connectionChanged(place('profile:home:eu-west-1', '123456789012'));
      const extra = [{ name: 'tracker', value: role }];
      page.session.edit({ ...draft, extra, otherFields });
      page.session.connectionChanged(place('profile:home:us-east-1', '123456789012', 'us-east-1'));
      assert.equal(told()?.detail, 's3://birds/boards/');
      assert.deepEqual(told()?.links, [{ id: 'field:otherFields', label: 'Show the field' }]);
    });
  });
});
