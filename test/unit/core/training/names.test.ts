import assert from 'node:assert/strict';
import fc from 'fast-check';
import { jobNameProblem, nextJobName, proposeJobName } from '../../../../src/core/training/names';

const now = new Date('2026-11-21T10:02:33.045Z');
const stamp = '2026-11-21-10-02-33-045';
/** The pattern of the service model. */
const servicePattern = /^[a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}$/;

describe('proposeJobName', () => {
  const cases: readonly (readonly [string, string])[] = [
    ['/home/me/penguins/train.py', 'penguins'],
    ['C:\\work\\Iris Flowers\\main.py', 'Iris-Flowers'],
    ['/home/me/models/fit_forest.py', 'fit-forest'],
    ['train.py', 'train'],
    ['/home/me/été/train.py', 'ete'],
    ['/数据/训练.py', 'job'],
    ['', 'job'],
  ];
  for (const [script, base] of cases) {
    it(`calls a job of ${script || 'nothing'} ${base}`, () => {
      assert.equal(proposeJobName(script, now), `${base}-${stamp}`);
    });
  }

  it('proposes only names that the service accepts', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 120 }), (script) => {
        const name = proposeJobName(script, now);
        assert.match(name, servicePattern);
        assert.equal(jobNameProblem(name), null);
      }),
    );
  });
});

describe('nextJobName', () => {
  it('replaces the timestamp, long or short', () => {
    assert.equal(nextJobName('iris-2026-01-02-03-04-05-678', now), `iris-${stamp}`);
    assert.equal(nextJobName('iris-260102-0304', now), `iris-${stamp}`);
  });

  it('appends one where there is none', () => {
    assert.equal(nextJobName('churn-baseline', now), `churn-baseline-${stamp}`);
  });

  it('shortens a long name', () => {
    const name = nextJobName('a'.repeat(63), now);
    assert.equal(name.length, 63);
    assert.equal(jobNameProblem(name), null);
  });
});

describe('jobNameProblem', () => {
  it('agrees with the pattern of the service', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'Z', '9', '-', '_', ' '), maxLength: 70 });
    fc.assert(
      fc.property(text, (name) => {
        const accepted = name.length <= 63 && servicePattern.test(name);
        assert.equal(jobNameProblem(name) === null, accepted);
      }),
    );
  });

  it('says what is wrong', () => {
    assert.match(jobNameProblem('') ?? '', /needs a name/);
    assert.match(jobNameProblem('a'.repeat(64)) ?? '', /64 characters.*63/);
    assert.match(jobNameProblem('my job') ?? '', /a space/);
    assert.match(jobNameProblem('my_job') ?? '', /“_”/);
    assert.match(jobNameProblem('job-') ?? '', /starts and ends/);
  });
});
