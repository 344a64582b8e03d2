import assert from 'node:assert/strict';
import { checkSettings } from '../../../../../src/core/training/settings/checkSettings';
import {
  noSettings,
  type LaunchSettings,
} from '../../../../../src/shared/contracts/launchSettings';
import { fieldSelector } from '../../../../../src/webview/launch/fieldSelector';

const errorsOf = (settings: Partial<LaunchSettings>) =>
  checkSettings({ ...noSettings, ...settings }, { hasRole: true, maxRuntimeMinutes: 60 });
const fieldsOf = (settings: Partial<LaunchSettings>) => Object.keys(errorsOf(settings));

const group = (more: object) => ({ name: 'one', type: 'ml.m5.large', count: '1', ...more });

describe('checkSettings', () => {
  const rows: Readonly<Record<string, [settings: Partial<LaunchSettings>, field: string]>> = {
    'a group without a name': [{ groups: [group({ name: ' ' })] }, 'group:0:name'],
    'a group’s type': [{ groups: [group({}), group({ name: 'b', type: 'm5' })] }, 'group:1:type'],
    'a group’s count': [{ groups: [group({ count: '0' })] }, 'group:0:count'],
    'a group’s name twice': [{ groups: [group({}), group({})] }, 'group:1:name'],
    'a reserved key': [{ tags: [{ name: 'aws:x', value: '' }] }, 'tag:0:name'],
    'a value’s signs': [{ tags: [{ name: 'x', value: 'a#b' }] }, 'tag:0:value'],
    'a value’s length': [{ tags: [{ name: 'x', value: 'a'.repeat(257) }] }, 'tag:0:value'],
    'a variable’s name': [{ environment: [{ name: '1A', value: '' }] }, 'environment:0:name'],
    'a variable’s value': [
      { environment: [{ name: 'A', value: 'a'.repeat(513) }] },
      'environment:0:value',
    ],
  };
  for (const [name, [settings, field]] of Object.entries(rows)) {
    it(`stands at the very part of the row: ${name}`, () => {
      assert.deepEqual(fieldsOf(settings), [field]);
    });
  }

  it('tells of each part that is wrong, and the page has them', () => {
    const fields = fieldsOf({ groups: [group({ name: '', type: '', count: '' })] });
    assert.deepEqual(fields, ['group:0:name', 'group:0:type', 'group:0:count']);
    assert.deepEqual(
      [...fields, 'tag:3:value', 'environment:2:name'].map(fieldSelector),
      ['group-name-0', 'group-type-0', 'group-count-0', 'tags-value-3', 'environment-name-2'].map(
        (id) => `[id="${id}"]`,
      ),
    );
  });

  it('counts only rows that were filled in', () => {
    const tag = (index: number) => ({ name: `tag-${index}`, value: '' });
    const fifty = Array.from({ length: 50 }, (_, index) => tag(index));
    const begun = { name: '', value: ' ' };
    assert.deepEqual(fieldsOf({ tags: [begun, ...fifty.slice(1), begun, tag(50)] }), []);
    assert.deepEqual(fieldsOf({ tags: [...fifty, begun, tag(50)] }), ['tag:51:name']);
  });

  const times: Readonly<Record<string, [settings: Partial<LaunchSettings>, fields: string[]]>> = {
    'spot that waits less than it runs': [
      { fields: { isSpot: 'true', maxWaitMinutes: '59' } },
      ['setting:maxWaitMinutes'],
    ],
    'spot that waits as long as it runs': [
      { fields: { isSpot: 'true', maxWaitMinutes: '60' } },
      [],
    ],
    'no spot, whatever the hidden wait says': [{ fields: { maxWaitMinutes: '1' } }, []],
    'spot that is to stay warm': [
      { fields: { isSpot: 'true', keepAliveMinutes: '5' } },
      ['setting:keepAliveMinutes'],
    ],
    'one group that is to stay warm': [
      { fields: { keepAliveMinutes: '5' }, groups: [group({})] },
      ['setting:keepAliveMinutes'],
    ],
    'one type that is to stay warm': [{ fields: { keepAliveMinutes: '360' } }, []],
    'what stays warm for too long': [
      { fields: { keepAliveMinutes: '361' } },
      ['setting:keepAliveMinutes'],
    ],
  };
  for (const [name, [settings, fields]] of Object.entries(times)) {
    it(`knows of ${name}`, () => {
      assert.deepEqual(fieldsOf(settings), fields);
    });
  }

  it('says the bounds with their unit', () => {
    const fields = {
      ...{ keepAliveMinutes: '361', maxPendingMinutes: '1', volumeGigabytes: '9'.repeat(20) },
      ...{ isSpot: 'true', maxWaitMinutes: '1.5' },
    };
    const errors = errorsOf({ fields });
    assert.deepEqual(
      Object.keys(fields).map((name) => errors[`setting:${name}`]),
      [
        'Between 1 and 360 minutes.',
        'Between 120 and 40320 minutes.',
        'Between 1 and 65536 GB.',
        undefined,
        'A whole number of minutes, such as 120.',
      ],
    );
  });

  it('has the service model’s bounds', () => {
    assert.equal(
      errorsOf({ fields: { retryAttempts: '31' } })['setting:retryAttempts'],
      'Between 0 and 30.',
    );
    const six = Array.from({ length: 6 }, (_, index) => `sg-${index}`).join(' ');
    assert.deepEqual(fieldsOf({ fields: { subnets: 'subnet-1', securityGroups: six } }), [
      'setting:securityGroups',
    ]);
  });
});
