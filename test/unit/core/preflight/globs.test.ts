import assert from 'node:assert/strict';
import { globMatches } from '../../../../src/core/preflight/policyJson';
import { trustConditions } from '../../../../src/core/preflight/trustConditions';

describe('patterns of policies', () => {
  const cases: readonly (readonly [pattern: string, text: string, matches: boolean])[] = [
    ['', '', true],
    ['', 'a', false],
    ['*', '', true],
    ['**', 'any.thing/at all', true],
    ['?', '', false],
    ['a?c', 'abc', true],
    ['a?c', 'ac', false],
    ['a*c', 'abcbc', true],
    ['a*c', 'abcb', false],
    ['*b*d', 'abcd', true],
    ['*bc', 'abcbc', true],
    ['a.c', 'abc', false],
    ['sts:Assume*', 'sts:AssumeRole', true],
    ['*?b', 'b', false],
    ['a*', 'a*', true],
  ];
  for (const [pattern, text, matches] of cases) {
    it(`“${pattern}” ${matches ? 'stands' : 'does not stand'} for “${text}”`, () => {
      assert.equal(globMatches(pattern, text), matches);
    });
  }

  it('are judged at once, whatever somebody has written into them', () => {
    const before = process.cpuUsage().user;
    assert.equal(globMatches(`${'*a'.repeat(1000)}*b`, 'a'.repeat(2000)), false);
    assert.equal(globMatches(`${'?*'.repeat(1000)}b`, 'a'.repeat(2000)), false);
    const seconds = (process.cpuUsage().user - before) / 1e6;
    assert.ok(seconds < 1, `${seconds} s`);
  });
});

describe('the conditions of a trust policy', () => {
  const job = { accountId: '123456789012', region: 'eu-west-1', partition: 'aws' };
  const holds = (resource: string, jobName: string) =>
    trustConditions(
      {
        ArnLike: {
          'aws:SourceArn': `arn:aws:sagemaker:eu-west-1:123456789012:training-job/${resource}`,
        },
      },
      { ...job, jobName },
    );

  it('see the name of a job in small letters', () => {
    assert.equal(holds('birds-*', 'Birds-2026'), 'yes');
    assert.equal(holds('Birds-*', 'Birds-2026'), 'maybe');
  });
});
