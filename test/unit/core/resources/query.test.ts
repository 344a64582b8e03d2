import assert from 'node:assert/strict';
import {
  activeParts,
  cleared,
  queryWords,
  type QueryWords,
  type ResourceQuery,
} from '../../../../src/core/resources/query';

const words: QueryWords = {
  text: (text) => `“${text}”`,
  statuses: (statuses) => statuses.join(' or '),
  createdWithin: (age) => `last ${age / 3_600_000} h`,
  tag: ({ key, value }) => (value === undefined ? key : `${key}=${value}`),
  order: ({ by, descending }) => `by ${by}${descending ? ', descending' : ''}`,
  groupBy: (what) => `in groups by ${what}`,
};

const query: ResourceQuery = {
  text: 'iris',
  statuses: ['Failed', 'Stopped'],
  createdWithin: 24 * 3_600_000,
  tag: { key: 'team', value: 'ml' },
  order: { by: 'name', descending: true },
  groupBy: 'day',
  pins: ['iris-1'],
};

describe('a query', () => {
  it('tells all that is in effect, filters first', () => {
    assert.deepEqual(queryWords(query, words), [
      '“iris”',
      'Failed or Stopped',
      'last 24 h',
      'team=ml',
      'by name, descending',
      'in groups by day',
    ]);
  });

  it('tells nothing where nothing is in effect', () => {
    assert.deepEqual(queryWords({}, words), []);
    assert.deepEqual(queryWords({ text: '  ', statuses: [], pins: ['a'] }, words), []);
  });

  it('is cleared part by part, and as a whole; pins stay', () => {
    for (const part of activeParts(query)) {
      const left = activeParts(query).filter((name) => name !== part);
      assert.deepEqual(activeParts(cleared(query, part)), left);
    }
    assert.deepEqual(activeParts(cleared(query)), []);
    assert.deepEqual(cleared(query).pins, ['iris-1']);
  });
});
