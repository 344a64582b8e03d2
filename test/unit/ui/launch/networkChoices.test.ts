import assert from 'node:assert/strict';
import '../../../fakes/fakeVscode';
import { goBack, labelsOf, rowsOf, take, tick, usePicks } from '../../../fakes/usedPicks';
import { chooseSetting, type ChoicePorts } from '../../../../src/ui/launch/settingChoices';
import { denied, network, ports, subnet, whole } from './choicePorts';

describe('the network that can be chosen', () => {
  it('is several subnets of one VPC, those that were used first', async () => {
    const opened = usePicks(take('vpc-b'), tick('subnet-b1', 'subnet-b2'));
    const chosen = await chooseSetting('subnets', {}, ports());
    assert.equal(chosen, 'subnet-b2, subnet-b1');
    assert.deepEqual(rowsOf(opened[0]), [
      ['vpc-b', '10.1.0.0/16 · used before', undefined],
      ['main', 'vpc-a · 10.0.0.0/16 · default VPC', undefined],
    ]);
    assert.deepEqual(rowsOf(opened[1])[0], [
      ...['subnet-b2', 'eu-west-1a · 10.0.0.0/24', '250 free addresses'],
    ]);
  });

  it('is at first that of the subnets in the form, whose ticks they have', async () => {
    const fields = { subnets: 'subnet-a1 subnet-gone' };
    const groups = usePicks();
    await chooseSetting('securityGroups', fields, ports());
    const last = groups.at(-1);
    assert.equal(last?.title, 'Security groups of the job: vpc-a');
    assert.deepEqual(rowsOf(last), [['default', 'sg-a', 'of a job']]);
    const subnets = usePicks();
    await chooseSetting('subnets', fields, ports());
    assert.deepEqual(
      subnets.at(-1)?.selectedItems.map(({ label }) => label),
      ['private'],
    );
  });

  it('can be that of another VPC all the same', async () => {
    usePicks(goBack, take('vpc-b'), tick('subnet-b1'));
    const chosen = await chooseSetting('subnets', { subnets: 'subnet-a1' }, ports());
    assert.equal(chosen, 'subnet-b1');
  });

  it('asks for no VPC where there is one only, and does without its name', async () => {
    const alone: ChoicePorts['network'] = {
      vpcs: denied('ec2:DescribeVpcs'),
      subnets: () => whole([subnet('subnet-a1', 'vpc-a')]),
      securityGroups: () => whole([]),
    };
    usePicks(tick('subnet-a1'));
    assert.equal(await chooseSetting('subnets', {}, ports({ network: alone })), 'subnet-a1');
    const none = usePicks();
    await chooseSetting('securityGroups', {}, ports({ network: alone }));
    assert.deepEqual(labelsOf(none[0]), ['$(info) There are no security groups in this region']);
  });

  it('says that subnets may not be listed, and what to do', async () => {
    const closed = { ...network, subnets: denied('ec2:DescribeSubnets') };
    const opened = usePicks(take('$(circle-slash) ec2:DescribeSubnets is not allowed.'));
    assert.equal(await chooseSetting('subnets', {}, ports({ network: closed })), undefined);
    assert.deepEqual(rowsOf(opened[0]), [
      [
        ...['$(circle-slash) ec2:DescribeSubnets is not allowed.', undefined],
        'Ids can be typed into the field, apart by commas or spaces.',
      ],
    ]);
  });

  it('says first what may not be listed, and then what the service says of it', async () => {
    const wordy = denied('ec2:DescribeSubnets', 'No policy of User: ada allows it. Ask for one.');
    const opened = usePicks();
    await chooseSetting('subnets', {}, ports({ network: { ...network, subnets: wordy } }));
    assert.deepEqual(rowsOf(opened[0])[0]?.slice(0, 2), [
      '$(circle-slash) ec2:DescribeSubnets is not allowed.',
      'No policy of User: ada allows it. Ask for one.',
    ]);
  });
});
