import assert from 'node:assert/strict';
import { getNodeValue, parseTree } from 'jsonc-parser';
import fc from 'fast-check';
import { requestText } from '../../../../../../src/core/training/spec/file/requestText';

describe('a request with where its values come from', () => {
  it('has the origin behind each value, and one behind a list', () => {
    const request = {
      TrainingJobName: 'birds',
      ResourceConfig: { InstanceCount: 2 },
      Tags: [{ Key: 'a', Value: 'b' }],
      Environment: {},
    };
    const origins: Readonly<Record<string, string>> = {
      TrainingJobName: 'default',
      'ResourceConfig.InstanceCount': 'file',
      Tags: 'account',
    };
    const lines = [
      '{',
      '  "TrainingJobName": "birds", // default',
      '  "ResourceConfig": {',
      '    "InstanceCount": 2 // file',
      '  },',
      '  "Tags": [',
      '    {',
      '      "Key": "a",',
      '      "Value": "b"',
      '    }',
      '  ], // account',
      '  "Environment": {}',
      '}',
      '',
    ];
    assert.equal(
      requestText(request, (field) => origins[field]),
      lines.join('\n'),
    );
  });

  it('reads as the request, whatever it holds', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (request) => {
        const text = requestText(request, () => 'somewhere');
        const root = parseTree(text) ?? assert.fail();
        // `parse` would lose a field called `__proto__`.
        assert.equal(JSON.stringify(getNodeValue(root)), JSON.stringify({ ...request }));
      }),
    );
  });
});
