import assert from 'node:assert/strict';
import { inspectScript } from '../../../../../src/core/training/inspect/inspectScript';
import type { ScriptSurroundings } from '../../../../../src/core/training/inspection';

const surroundingsOf = (text: string): ScriptSurroundings =>
  inspectScript(text, 'train.py').surroundings;

describe('inspectScript: what it runs on', () => {
  const gpus: readonly (readonly [text: string, line: number | null])[] = [
    ["import torch\nd = torch.device('cuda' if torch.cuda.is_available() else 'cpu')\n", 2],
    ['model = model.cuda()\n', 1],
    ["gpus = tf.config.list_physical_devices('GPU')\n", 1],
    ['# model.cuda()\n"""uses \'cuda\'"""\nx = 1\n', null],
    ['import torch\nmodel = torch.nn.Linear(1, 1)\n', null],
  ];
  for (const [text, line] of gpus) {
    it(`sees a GPU in line ${String(line)} of ${JSON.stringify(text)}`, () =>
      assert.equal(surroundingsOf(text).gpu, line));
  }

  const launches: readonly (readonly [text: string, kind: string | null])[] = [
    ["import torch.distributed as dist\ndist.init_process_group('nccl')\n", 'torch'],
    ['import smdistributed.dataparallel.torch.torch_smddp\n', 'smdistributed'],
    ['engine = deepspeed.initialize(model=model)\n', 'deepspeed'],
    ['from accelerate import Accelerator\na = Accelerator()\n', 'accelerate'],
    ['s = tf.distribute.MultiWorkerMirroredStrategy()\n', 'tensorflow'],
    ['print("one process")\n', null],
  ];
  for (const [text, kind] of launches) {
    it(`sees ${kind ?? 'one process'} in ${JSON.stringify(text)}`, () =>
      assert.equal(surroundingsOf(text).distributed?.kind ?? null, kind));
  }

  it('misses a guard only where workers import the script and there is work to do again', () => {
    const codesOf = (text: string): string[] =>
      inspectScript(text, 'train.py').problems.map(({ code, line }) => `${code} ${String(line)}`);
    const work = 'from multiprocessing import Pool\nfor n in range(3):\n    train(n)\n';
    assert.deepEqual(codesOf(work), ['mainGuard 2']);
    const guarded = "from multiprocessing import Pool\nif __name__ == '__main__':\n    main()\n";
    assert.deepEqual(codesOf(guarded), []);
    assert.deepEqual(codesOf('for n in range(3):\n    train(n)\n'), []);
  });
});
