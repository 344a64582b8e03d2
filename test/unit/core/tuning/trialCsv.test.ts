import assert from 'node:assert/strict';
import fc from 'fast-check';
import { trialCsv } from '../../../../src/core/tuning/trialCsv';
import { trial } from './trials';

const options = {
  metric: 'validation:auc',
  hasDefinitions: false,
  hyperparameters: ['eta'],
  now: 61_000,
};

/** Reads RFC 4180: a field is quoted, or has no quote in it. */
function parse(csv: string): string[][] {
  const rows: string[][] = [[]];
  for (const found of csv.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/gy)) {
    const [, quoted, bare = '', end] = found;
    rows.at(-1)?.push(quoted?.replaceAll('""', '"') ?? bare);
    if (end !== ',') {
      rows.push([]);
    }
  }
  return rows.slice(0, -1);
}

describe('trials as comma-separated values', () => {
  it('have a row each, times in UTC and durations in seconds', () => {
    const running = trial(2, { status: 'InProgress', objective: '', endedAt: null });
    const csv = trialCsv([trial(1, { hyperparameters: { eta: '0.1' } }), running], options);
    assert.equal(
      csv,
      'trial,training job,status,validation:auc,objective status,eta,created,started,ended,seconds,failure reason\r\n' +
        '1,sweep-001,Completed,0.5,Succeeded,0.1,1970-01-01T00:00:01.000Z,1970-01-01T00:00:01.000Z,1970-01-01T00:00:01.500Z,1,\r\n' +
        '2,sweep-002,InProgress,,Succeeded,,1970-01-01T00:00:02.000Z,1970-01-01T00:00:02.000Z,,59,\r\n',
    );
  });

  it('say of which definition they are where there are several', () => {
    const csv = trialCsv([trial(1, { definition: 'xgb, small' })], {
      ...options,
      hasDefinitions: true,
    });
    const [head, row] = parse(csv);
    assert.deepEqual(
      [head?.[5], row?.[5], row?.length],
      ['definition', 'xgb, small', head?.length],
    );
  });

  it('leave what was never known empty', () => {
    const [, row] = parse(trialCsv([trial(1, { createdAt: 0, startedAt: null })], options));
    assert.deepEqual([row?.[5], row?.[6], row?.[7], row?.[9]], ['', '', '', '']);
  });

  it('can be read back, whatever stands in them', () => {
    const text = fc.oneof(
      fc.string(),
      fc.constantFrom('a,b', 'say "no"', 'two\r\nlines', '\n', ' edge ', '"', '"",""', ''),
    );
    fc.assert(
      fc.property(text, text, text, (name, value, failureReason) => {
        const hostile = trial(1, { name, failureReason, hyperparameters: { [value]: value } });
        const all = { ...options, hyperparameters: [value], metric: name };
        const [head, row] = parse(trialCsv([hostile], all));
        assert.deepEqual([head?.[3], head?.[5]], [name || 'objective', value]);
        assert.deepEqual([row?.[1], row?.[5], row?.[10]], [name, value, failureReason]);
      }),
    );
  });
});
