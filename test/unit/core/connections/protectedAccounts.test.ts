import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { isProtected } from '../../../../src/core/connections/protectedAccounts';

const prod = { label: 'work', account: { id: '123456789012', alias: 'acme-prod' } };

describe('protected accounts', () => {
  const cases: readonly (readonly [pattern: string, matches: boolean])[] = [
    ['*prod*', true],
    ['*PROD', true],
    ['prod', false],
    ['acme-????', true],
    ['acme-???', false],
    ['123456789012', true],
    ['1234*', true],
    ['work', true],
    [' work ', true],
    ['', false],
    ['*', true],
    ['acme.prod', false],
  ];
  for (const [pattern, matches] of cases) {
    it(`are${matches ? '' : ' not'} named by "${pattern}"`, () => {
      assert.equal(isProtected([pattern], prod), matches);
    });
  }

  it('are known by their profile before anybody has asked for the account', () => {
    assert.equal(isProtected(['*prod*'], { label: 'prod-admin' }), true);
    assert.equal(isProtected(['*prod*'], { label: 'work' }), false);
  });

  it('are named by themselves, whatever characters they have', () => {
    const name = fc
      .string()
      .filter((text) => text.trim() === text && text !== '' && !/[*?]/.test(text));
    fc.assert(
      fc.property(name, fc.string(), (label, more) => {
        assert.equal(isProtected([label], { label }), true);
        assert.equal(isProtected([`${label}*`], { label: label + more }), true);
      }),
    );
  });
});
