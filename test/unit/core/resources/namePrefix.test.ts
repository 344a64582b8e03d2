import assert from 'node:assert/strict';
import fc from 'fast-check';
import { namePrefix } from '../../../../src/core/resources/namePrefix';

describe('the prefix of a name', () => {
  const examples: Readonly<Record<string, string>> = {
    'iris-2026-11-21-10-02-33-123': 'iris',
    'iris-2026-11-21-10-02-33': 'iris',
    'iris-261121-1002': 'iris',
    'churn-baseline-04': 'churn-baseline',
    'xgb-sweep-02-017-1a2b3c4d': 'xgb-sweep',
    'churn/3': 'churn',
    AllTraffic: 'AllTraffic',
    'sweep-2026': 'sweep',
    '2026': '2026',
    '-2026-11-21-10-02-33': '-2026-11-21-10-02-33',
    resnet50: 'resnet50',
  };
  for (const [name, prefix] of Object.entries(examples)) {
    it(`${name}: ${prefix}`, () => assert.equal(namePrefix(name), prefix));
  }

  it('is where the name begins, and never nothing', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z0-9](-?[a-z0-9]){0,62}$/), (name) => {
        const prefix = namePrefix(name);
        assert.ok(prefix !== '' && name.startsWith(prefix));
      }),
    );
  });
});
