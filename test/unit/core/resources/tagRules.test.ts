import assert from 'node:assert/strict';
import { isOfAws, keyProblem, valueProblem } from '../../../../src/core/resources/tagRules';

describe('the rules of tags', () => {
  const full = Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`key-${index}`, '']));

  it('allow what the service does', () => {
    for (const key of ['team', 'a/b:c=d+e-f@g_h.i', 'Größe 1', '数', 'x'.repeat(128), 'awsome']) {
      assert.equal(keyProblem(key, {}), undefined, key);
    }
    assert.equal(valueProblem(''), undefined);
    assert.equal(valueProblem('v'.repeat(256)), undefined);
  });

  it('say what is wrong', () => {
    assert.equal(keyProblem('', {}), 'empty');
    assert.equal(keyProblem('x'.repeat(129), {}), 'long');
    assert.equal(keyProblem('a*b', {}), 'characters');
    assert.equal(keyProblem('aws:createdBy', {}), 'aws');
    assert.equal(keyProblem('AWS:x', {}), 'aws');
    assert.equal(keyProblem('team', { team: '' }), 'taken');
    assert.equal(keyProblem('constructor', {}), undefined);
    assert.equal(valueProblem('v'.repeat(257)), 'long');
    assert.equal(valueProblem('a\nb'), 'characters');
  });

  it('allow 50 that a person has made', () => {
    assert.equal(keyProblem('team', full), 'many');
    const others = Object.fromEntries(Object.entries(full).slice(1));
    assert.equal(keyProblem('team', { ...others, 'aws:createdBy': 'x' }), undefined);
    assert.ok(isOfAws('aws:createdBy') && !isOfAws('team'));
  });
});
