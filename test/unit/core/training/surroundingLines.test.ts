import assert from 'node:assert/strict';
import { inspectScript } from '../../../../src/core/training/inspect/inspectScript';
import { preflightScriptLine } from '../../../../src/core/training/preflight';
import { surroundingLines } from '../../../../src/core/training/surroundingLines';

const told = (text: string, instanceType: string | null) =>
  surroundingLines(inspectScript(text, 'train.py'), { instanceType }).map(
    ({ tone, message, links }) => [tone, message, preflightScriptLine(links?.[0]?.id ?? '')],
  );

describe('what a script could use of its machines', () => {
  it('is a GPU, said only of an instance that has none', () => {
    const text = 'import torch\nmodel.cuda()\n';
    const line = ['info', 'The script can use a GPU; ml.m6g.large has none.', 2];
    assert.deepEqual(told(text, 'ml.m6g.large'), [line]);
    assert.deepEqual(told(text, 'ml.g5.xlarge'), []);
    assert.deepEqual(told(text, 'ml.p4d.24xlarge'), []);
    assert.deepEqual(told(text, null), [], 'this computer may have one');
    assert.deepEqual(told('import torch\n', 'ml.m5.large'), []);
  });

  it('is several processes that something else has to start', () => {
    const text = "import torch.distributed as dist\ndist.init_process_group('gloo')\n";
    const message =
      'The script can train on several processes (torch.distributed); this job starts one, on one instance.';
    assert.deepEqual(told(text, null), [['info', message, 2]]);
    assert.deepEqual(told('s = tf.distribute.MirroredStrategy()\n', null), []);
  });
});
