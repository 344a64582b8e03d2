import assert from 'node:assert/strict';
import { sandboxRoleArn } from '../../../../src/core/sandbox/protocol';
import { checkInput } from '../../../../src/sandbox/services/sagemaker/rules/placeRules';
import type { ObjectStore, StoredObject } from '../../../../src/sandbox/store/objectStore';

describe('the places that a job reads', () => {
  const call = { region: 'us-east-1', accountId: '000000000000' };
  const check = (keys: Iterable<string>) => {
    const list = function* () {
      for (const key of keys) yield { key } as StoredObject;
    };
    checkInput('s3://bucket/data/', sandboxRoleArn, call, { list } as unknown as ObjectStore);
  };

  it('must hold an object, of which the first is enough', () => {
    assert.throws(() => check([]), /No S3 objects found under S3 URL/);
    assert.throws(() => check(['data/', 'data/more/']), /No S3 objects found under S3 URL/);
    check(
      (function* () {
        yield 'data/';
        yield 'data/a';
        assert.fail('it looked for more');
      })(),
    );
  });
});
