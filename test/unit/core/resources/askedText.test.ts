import assert from 'node:assert/strict';
import fc from 'fast-check';
import { askedText } from '../../../../src/core/resources/askedText';

describe('what the service is asked for', () => {
  it('is the longest piece that a name can hold', () => {
    assert.equal(askedText('iris'), 'iris');
    assert.equal(askedText('iris production-model x'), 'production-model');
    assert.equal(askedText('größe_1.2'), 'gr');
    assert.equal(askedText(' _.ü '), undefined);
    assert.equal(askedText('x'.repeat(100)), 'x'.repeat(63));
  });

  it('stands in every name that has all words of the text', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const asked = askedText(text);
        assert.ok(
          asked === undefined || (/^[a-zA-Z0-9-]{1,63}$/.test(asked) && text.includes(asked)),
        );
      }),
    );
  });
});
