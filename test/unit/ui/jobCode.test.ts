import assert from 'node:assert/strict';
import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import '../../fakes/fakeVscode';
import { JobCode } from '../../../src/ui/jobs/jobCode';
import { FakeKind, fakeConnection, job } from '../../fakes/fakeKind';

describe('opening a line of a job’s code', () => {
  const uri = 's3://bucket/code/sourcedir.tar.gz';
  const row = { connectionId: 'sandbox', kindId: 'trainingJob', item: job('penguins', 'Failed') };
  let folder: string;
  let kind: FakeKind;
  let known: { connectionId: string; name: string; script: string; draft: object };
  let shown: unknown[];
  let code: JobCode;

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'code-'));
    await mkdir(path.join(folder, 'lib'));
    await writeFile(path.join(folder, 'lib', 'model.py'), '');
    kind = new FakeKind();
    kind.descriptions['penguins'] = {
      HyperParameters: { sagemaker_submit_directory: JSON.stringify(uri) },
    };
    shown = [];
    const script = path.join(folder, 'train.py');
    known = { connectionId: 'sandbox', name: 'penguins', script, draft: {} };
    code = new JobCode({
      launchedJobs: {
        find: (_id, name) => (name === 'penguins' ? known : undefined),
      },
      open: () => Promise.resolve(fakeConnection()),
      kind: () => Promise.resolve(kind),
      showFile: (file, line) => Promise.resolve(void shown.push([file, line])),
      showPacked: (_row, archive, place) => Promise.resolve(void shown.push([archive, place])),
    });
  });

  afterEach(() => rm(folder, { recursive: true }));

  it('opens the file of the folder that the job was launched from', async () => {
    await code.open(row, { path: 'lib/model.py', line: 7 });
    assert.deepEqual([shown, kind.calls], [[[path.join(folder, 'lib', 'model.py'), 7]], []]);
  });

  it('opens the file of the source folder that was chosen for it, and of what was packed beside it', async () => {
    const launch = { jobName: 'x', values: {}, extra: [], channels: [], maxRuntimeMinutes: 60 };
    await mkdir(path.join(folder, 'services', 'shared'), { recursive: true });
    await writeFile(path.join(folder, 'services', 'shared', 'deep.py'), '');
    const alsoPacked = [path.join(folder, 'services', 'shared')];
    known.draft = { ...launch, sourceFolder: '..', alsoPacked };
    known.script = path.join(folder, 'jobs', 'train.py');
    await code.open(row, { path: 'lib/model.py', line: 7 });
    await code.open(row, { path: 'shared/deep.py', line: 8 });
    assert.deepEqual(shown, [
      [path.join(folder, 'lib', 'model.py'), 7],
      [path.join(folder, 'services', 'shared', 'deep.py'), 8],
    ]);
  });

  it('opens what was packed where the file is gone or the folder not known', async () => {
    const gone = { path: 'lib/gone.py', line: 7 };
    await code.open(row, gone);
    const other = { ...row, item: job('elsewhere', 'Failed') };
    kind.descriptions['elsewhere'] = { HyperParameters: { sagemaker_submit_directory: uri } };
    const model = { path: 'lib/model.py', line: 1 };
    await code.open(other, model);
    assert.deepEqual(shown, [
      [uri, gone],
      [uri, model],
    ]);
  });

  it('says that the code is not known where none was packed', async () => {
    const other = { ...row, item: job('elsewhere', 'Failed') };
    await assert.rejects(code.open(other, { path: 'train.py', line: 1 }), {
      reason: 'notFound',
      message: 'The code of elsewhere is not known here.',
    });
  });
});
