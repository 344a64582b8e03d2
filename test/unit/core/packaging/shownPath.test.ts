import assert from 'node:assert/strict';
import fc from 'fast-check';
import { findNameProblems } from '../../../../src/core/packaging/fileNames';
import { refuseSecrets } from '../../../../src/core/packaging/secrets/blockedSecrets';
import { shownPath } from '../../../../src/core/packaging/shownPath';

describe('shownPath', () => {
  it('lets no line end and no order of letters change', () => {
    for (const odd of [
      '\n',
      '\r',
      '\0',
      '\u001b',
      '\u0085',
      '\u2028',
      '\u2029',
      '\u202E',
      '\u2066',
    ]) {
      assert.equal(shownPath(`a${odd}b/c${odd}.py`), 'a�b/c�.py');
    }
  });

  it('leaves letters of any script as they are', () => {
    for (const name of ['naïve.py', 'データ.csv', 'מודל.py', 'क्षेत्र.py', '👩‍💻.py', ' a b ']) {
      assert.equal(shownPath(name), name);
    }
  });

  it('changes exactly the names that are told to hold control characters', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1 }), (name) => {
        const problems = findNameProblems([name]).map(({ problem }) => problem);
        assert.equal(problems.includes('control'), shownPath(name) !== name);
        assert.equal(shownPath(shownPath(name)), shownPath(name));
      }),
    );
  });

  it('is what an error names a file by', () => {
    const secret = { path: 'a\u202E\n.py', line: 1, fingerprint: 'f00d', preview: '…' };
    assert.throws(() => refuseSecrets([{ ...secret, kind: 'jwt' }], []), /: a��\.py, line 1 \(/);
  });
});
