import assert from 'node:assert/strict';
import { logsContract } from '../../../src/shared/contracts/logs';

describe('the conversation of the log page', () => {
  it('opens lines within the code alone, whatever a page asks for', () => {
    const { parse } = logsContract.requests.openCode;
    assert.deepEqual(parse({ path: 'lib\\model.py', line: 7 }), { path: 'lib/model.py', line: 7 });
    for (const path of ['../other.py', 'a/../../b.py', '/etc/passwd', 'C:\\a.py', '<stdin>', '']) {
      assert.throws(() => parse({ path, line: 1 }), TypeError, path);
    }
  });
});
