import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  exportRequest,
  type ExportFormat,
} from '../../../../../src/core/training/exports/exportRequest';
import type { JsonObject } from '../../../../../src/core/training/exports/json';
import { readRequest } from '../../../../../src/core/training/imports/readRequest';

/** Half of a surrogate pair, quotes of every kind, what ends lines, and what a shell or Python could take up. */
const signs = fc.constantFrom(
  ...['\ud83d', '\udc00', '🚀', "'", '"', '\\', '\n', '\r', '\u2028', '\u0085', '\0', '\u001b'],
  ...[
    '$',
    '`',
    '!',
    '#',
    '{',
    '}',
    '[',
    ',',
    '=',
    ' ',
    '-',
    '~',
    'é',
    '\u202e',
    '\ufeff',
    'N',
    'x',
  ],
);
const text = fc.oneof(
  fc.string({ unit: signs, maxLength: 12 }),
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.constantFrom('--help', 'file://x', 'None', 'True', '__proto__', 'constructor', "'''", '${x}'),
);
/** Whole numbers of a request have 32 bits; Python's reader refuses those that a double cannot tell apart. */
const number = fc
  .oneof(fc.integer(), fc.maxSafeInteger(), fc.double({ noNaN: true, noDefaultInfinity: true }))
  .filter((value) => !Object.is(value, -0))
  .filter((value) => !Number.isInteger(value) || Number.isSafeInteger(value));
const { value } = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 5, withCrossShrink: true },
    fc.oneof(text, number, fc.boolean(), fc.constant(null)),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(text, tie('value'), { maxKeys: 4, noNullPrototype: true }),
  ),
}));
const names = fc.oneof(
  fc.constantFrom('TrainingJobName', 'HyperParameters', 'Tags', 'None', 'True', 'A1'),
  text,
);
const requests = fc.dictionary(names, value, { maxKeys: 5, noNullPrototype: true }).filter(
  // What is described is no request, and is made one.
  (request) => !('TrainingJobStatus' in request),
) as fc.Arbitrary<JsonObject>;

const runs = { numRuns: 1000 };

describe('reading what was exported', () => {
  const holds = (format: ExportFormat, region?: string): void => {
    fc.assert(
      fc.property(requests, (request) => {
        const read = readRequest(exportRequest(request, format, 'eu-west-1'));
        assert.deepEqual(read, { request, ...(region !== undefined && { region }) });
      }),
      runs,
    );
  };

  it('gives the request back from JSON', () => {
    holds('json');
  });

  it('gives the request and the region back from an AWS CLI command', () => {
    holds('cli', 'eu-west-1');
  });

  it('gives the request and the region back from a boto3 script', () => {
    holds('boto3', 'eu-west-1');
  });

  it('gives a request back that is too long for one argument of a command', () => {
    const request = { HyperParameters: { a: "it's é\n".repeat(30_000) } };
    const command = exportRequest(request, 'cli', 'eu-west-1');
    assert.match(command, /file:\/\/\/dev\/stdin <<'REQUEST'/);
    assert.deepEqual(readRequest(command), { request, region: 'eu-west-1' });
  });
});

describe('reading a hostile text', () => {
  const pieces = fc.constantFrom(
    ...['aws ', 'sagemaker ', 'create-training-job ', '--tags ', '--cli-input-json ', '--region='],
    ...["Key=a,Value='b'", 'Key=[', '{a=', '[{', '}]', '"', "'", "$'", '\\', '\n', '<<', "<<'A'\n"],
    ...[
      'import boto3\n',
      'x.create_training_job(',
      '**a',
      'A=',
      '{"a":',
      '(',
      ')',
      'a=[a]\n',
      '-1',
    ],
  );

  it('answers with a request or a problem whose place is in the text', () => {
    const texts = fc.oneof(
      fc.array(pieces, { maxLength: 12 }).map((some) => some.join('')),
      text,
    );
    fc.assert(
      fc.property(texts, (pasted) => {
        const read = readRequest(pasted);
        if ('problem' in read) {
          const lines = pasted.split(/\r\n?|\n/);
          const { line, column } = read.problem;
          assert.ok(line >= 1 && line <= lines.length, `line ${line}`);
          assert.ok(
            column >= 1 && column <= (lines[line - 1]?.length ?? 0) + 2,
            `column ${column}`,
          );
        } else {
          assert.equal(typeof read.request, 'object');
        }
      }),
      { numRuns: 3000 },
    );
  });

  const many = 200_000;
  const bombs: readonly (readonly [what: string, text: string])[] = [
    ['deep JSON', '['.repeat(many)],
    ['deep objects', '{"a":'.repeat(many)],
    ['deep shorthand', `aws sagemaker create-training-job --tags a=${'['.repeat(many)}`],
    ['deep Python', `x.create_training_job(A=${'['.repeat(5000)}`],
    ['many hashes', `aws sagemaker create-training-job\n${'#'.repeat(many)}\nx`],
    ['an endless string', `"${'a\\'.repeat(many)}`],
    ['many names', `${'a = 1\n'.repeat(20_000)}x.create_training_job(A=[${'a,'.repeat(20_000)}])`],
    ['what is too long', ' '.repeat(2_000_000)],
    [
      'names of names',
      `${Array.from({ length: 30 }, (_, at) => `a${at + 1} = [a${at}, a${at}]\n`).join('')}x.create_training_job(A=a30)`,
    ],
  ];
  for (const [what, pasted] of bombs) {
    it(`refuses ${what}`, () => {
      assert.ok('problem' in readRequest(pasted));
    });
  }
});
