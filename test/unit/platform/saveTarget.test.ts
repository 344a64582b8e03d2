import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { saving, workbench } from '../../fakes/fakeVscode';
import { pickSaveTarget } from '../../../src/platform/saveTarget';
import type { Store } from '../../../src/platform/state';

/** A store in memory. */
function memory(): Store {
  const values = new Map<string, unknown>();
  return {
    get: (key) => values.get(key) as never,
    set: (key, value) => Promise.resolve(void values.set(key, value)),
  };
}

describe('where a file is saved', () => {
  const name = 'penguins-model.tar.gz';
  const home = process.env['HOME'];
  let root: string;
  let store: Store;

  const offered = async (): Promise<string> => {
    await pickSaveTarget(name, 'Save the model archive', store);
    return saving.asked.at(-1)?.defaultUri.fsPath ?? '';
  };

  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'save-'));
    process.env['HOME'] = root;
    store = memory();
    workbench.folder = join(root, 'project');
    saving.asked.length = 0;
    saving.target = undefined;
  });

  afterEach(async () => {
    process.env['HOME'] = home;
    workbench.folder = undefined;
    await rm(root, { recursive: true });
  });

  it('offers the downloads and not the project, whose files go along with the next job', async function () {
    if (homedir() !== root) {
      this.skip(); // Only POSIX systems are told by HOME.
    }
    assert.equal(await offered(), join(root, name));
    await mkdir(join(root, 'Downloads'));
    assert.equal(await offered(), join(root, 'Downloads', name));
  });

  it('offers the folder of the last time as long as it is there', async () => {
    const kept = join(root, 'models');
    await mkdir(kept);
    saving.target = join(kept, 'mine.tar.gz');
    assert.equal(await pickSaveTarget(name, '', store), saving.target);
    saving.target = undefined;
    assert.equal(await offered(), join(kept, name));
    await rm(kept, { recursive: true });
    assert.notEqual(dirname(await offered()), kept);
  });

  it('leaves the name as it is: the workbench would append a filter’s suffix to it', async () => {
    await offered();
    assert.equal(saving.asked[0]?.filters, undefined);
  });

  it('remembers nothing when it was dismissed', async () => {
    assert.equal(await pickSaveTarget(name, '', store), undefined);
    assert.equal(store.get('saveFolder'), undefined);
  });
});
