import assert from 'node:assert/strict';
import path from 'node:path';
import { AppError } from '../../../../src/core/errors';
import { parseOptions } from '../../../../src/sandbox/options';

describe('options of the sandbox', () => {
  const refusal = (...args: readonly string[]): string => {
    let found: unknown;
    assert.throws(
      () => parseOptions(args, {}),
      (error) => {
        found = error;
        return true;
      },
    );
    assert.ok(found instanceof AppError && found.reason === 'invalid');
    assert.match(found.message, /\. --help tells more\.$/);
    // Told from other failures by the exit code.
    assert.ok(found.cause instanceof TypeError);
    return found.message.replace(' --help tells more.', '');
  };

  it('are read in any order, with = or without', () => {
    const options = parseOptions(['--prune=1.5', '--data', 'x', '--install-requirements'], {});
    assert.deepEqual(options.task, { operation: 'Prune', days: 1.5 });
    assert.equal(options.dataDir, path.resolve('x'));
    assert.equal(options.installRequirements, true);
    assert.equal(parseOptions(['--data=-odd'], {}).dataDir, path.resolve('-odd'));
    assert.equal(parseOptions(['-h'], {}).help, true);
  });

  it('that nobody knows are named', () => {
    assert.equal(refusal('--prot', '3'), 'There is no option --prot.');
    assert.equal(refusal('--prot=3'), 'There is no option --prot.');
    assert.equal(refusal('-x'), 'There is no option -x.');
    assert.equal(refusal('--constructor'), 'There is no option --constructor.');
    assert.equal(refusal('start'), 'start is no option; the options begin with --.');
    assert.equal(refusal('--', 'start'), 'start is no option; the options begin with --.');
  });

  it('need the values that they ask for, and no others', () => {
    assert.equal(refusal('--data'), '--data needs a value.');
    assert.equal(
      refusal('--data', '--usage'),
      '--data needs a value, and --usage looks like an option. If it is meant, write --data=--usage.',
    );
    assert.equal(refusal('--usage=3'), '--usage takes no value.');
    // As of a variable that is not set: as a path it would mean the current folder.
    assert.equal(refusal('--data', ''), '--data needs a value.');
    assert.equal(refusal('--python='), '--python needs a value.');
    assert.match(refusal('--port', 'x'), /^--port must be a number from 0 to 65535, not x\.$/);
    assert.match(refusal('--port', '-1'), /^--port must be a number .*, not -1\.$/);
    assert.match(refusal('--prune', '-1'), /^--prune must be a number of days, not -1\.$/);
    assert.match(
      refusal('--clear', 'all'),
      /^--clear must be everything or ended-jobs, not all\.$/,
    );
    assert.match(refusal('--usage', '--prune', '1'), /cannot be combined/);
  });
});
