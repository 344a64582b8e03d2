import assert from 'node:assert/strict';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { identifyProcess, startTree } from '../../../../src/node/processTree';
import { jobRecord } from '../../../fakes/jobRecord';
import { JobWorld, phasesOf } from '../../../fakes/jobWorld';

describe('end of a job', () => {
  let world: JobWorld;
  beforeEach(async () => {
    world = await JobWorld.open();
  });
  afterEach(() => world.close());

  it('tells a script that fails on a place of a container where that is here', async () => {
    const job = await world.run('open("/opt/ml/model/weights.bin", "wb")');
    assert.equal(job.status, 'Failed');
    assert.doesNotMatch(job.failureReason ?? '', /local sandbox/);
    const said = (await world.lines('job')).join('\n');
    assert.match(
      said,
      /names \/opt\/ml\/model\/weights\.bin, .*without a container: here this is \S+/,
    );
    assert.match(said, /SM_MODEL_DIR/);
  });

  it('stops a script that ends when asked', async () => {
    await world.create(
      'job',
      `
import os, signal, sys, time
def end(*_):
    open(os.environ["SM_MODEL_DIR"] + "/checkpoint", "w").write("saved")
    print("saving"); sys.exit(0)
signal.signal(signal.SIGTERM, end)
print("ready")
time.sleep(60)
`,
    );
    await world.printed('job', 'ready');
    await world.sagemaker('StopTrainingJob', { TrainingJobName: 'job' });
    const job = await world.ended('job');
    assert.equal(job.status, 'Stopped');
    assert.deepEqual(phasesOf(job).slice(2), ['Training', 'Stopping', 'Uploading', 'Stopped']);
    assert.ok((await world.lines('job')).includes('saving'));
    assert.equal(job.modelArtifacts, 's3://bucket/out/job/output/model.tar.gz');
  });

  it('ends a script that does not, with everything it has started', async function () {
    if (process.platform === 'win32') return;
    await world.close();
    world = await JobWorld.open({ graceMilliseconds: 100 });
    await world.create(
      'job',
      `
import signal, subprocess, sys, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
print(child.pid)
print("ready")
time.sleep(60)
`,
    );
    await world.printed('job', 'ready');
    const child = Number((await world.lines('job'))[0]);
    assert.ok(await identifyProcess(child));
    await world.sagemaker('StopTrainingJob', { TrainingJobName: 'job' });
    assert.equal((await world.ended('job')).status, 'Stopped');
    assert.equal(await identifyProcess(child), undefined);
  });

  it('ends with the script, not with what the script has left running', async function () {
    if (process.platform === 'win32') return;
    await world.run(`
import subprocess, sys
child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
print(child.pid)
`);
    assert.equal(await identifyProcess(Number((await world.lines('job'))[0])), undefined);
  });

  it('ends also what has left the script’s tree', async function () {
    // Only there can it be found.
    if (process.platform !== 'linux') return;
    await world.run(`
import subprocess, sys
daemon = "import os, time; os.fork() and os._exit(0); os.setsid(); time.sleep(60)"
again = f"import subprocess, sys; subprocess.Popen([sys.executable, '-c', {daemon!r}], start_new_session=True)"
subprocess.run([sys.executable, "-c", again])
child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"], start_new_session=True)
print(child.pid)
`);
    const [daemon] = await world.lines('job');
    assert.equal(await identifyProcess(Number(daemon)), undefined);
    const { id } = await world.record('job');
    const home = `HOME=${path.join(world.jobs.folder(id), 'home')}`;
    assert.deepEqual(await processesWith(home), []);
  });

  it('stops a job that exceeds its maximum runtime', async () => {
    const job = await world.run('import time\nprint("begin")\ntime.sleep(60)', {
      StoppingCondition: { MaxRuntimeInSeconds: 1 },
    });
    assert.equal(job.status, 'Stopped');
    assert.equal(job.phase, 'MaxRuntimeExceeded');
    assert.deepEqual(phasesOf(job).slice(-3), ['Stopping', 'Uploading', 'MaxRuntimeExceeded']);
  });

  it('counts from its creation how long a job on spot instances may take', async () => {
    const job = await world.run('import time\nprint("begin")\ntime.sleep(60)', {
      EnableManagedSpotTraining: true,
      StoppingCondition: { MaxRuntimeInSeconds: 1, MaxWaitTimeInSeconds: 1 },
    });
    assert.equal(job.status, 'Stopped');
    assert.equal(job.phase, 'MaxWaitTimeExceeded');
    assert.equal(job.transitions.at(-1)?.message.includes('MaxWaitTimeInSeconds'), true);
  });

  it('begins anew, as often as asked, when the sandbox itself fails', async () => {
    await world.objects.put('bucket', 'data/a', 'a');
    const changes = {
      RetryStrategy: { MaximumRetryAttempts: 2 },
      InputDataConfig: [
        {
          ChannelName: 'train',
          DataSource: { S3DataSource: { S3DataType: 'S3Prefix', S3Uri: 's3://bucket/data/' } },
        },
      ],
    };
    const materialise = world.objects.materialise.bind(world.objects);
    let failures = 2;
    world.objects.materialise = async (object, target) => {
      if (failures-- > 0) throw new Error('the store is out of order');
      await materialise(object, target);
    };
    const job = await world.run('print("ran")', changes);
    assert.equal(job.failureReason, undefined);
    const begun = ['Starting', 'Downloading'];
    assert.deepEqual(phasesOf(job), [
      ...[...begun, ...begun, ...begun],
      ...['Training', 'Uploading', 'Completed'],
    ]);
    failures = 3;
    await world.create('other', 'print("ran")', changes);
    const { failureReason } = await world.ended('other');
    assert.match(failureReason ?? '', /^InternalServerError: .*out of order/);
  });

  it('does not run a script again that has failed', async () => {
    const job = await world.run('raise ValueError("bad")', {
      RetryStrategy: { MaximumRetryAttempts: 3 },
    });
    assert.equal(job.status, 'Failed');
    assert.equal(phasesOf(job).filter((phase) => phase === 'Starting').length, 1);
  });

  it('says that memory ran out when the script was killed', async function () {
    if (process.platform === 'win32') return;
    const job = await world.run('import os, signal\nos.kill(os.getpid(), signal.SIGKILL)');
    assert.match(
      job.failureReason ?? '',
      /ExitCode 137\n.*\nExtraInfo "OutOfMemory: Process killed/,
    );
  });

  it('ends a failed job when its failure is seen', async () => {
    const putStream = world.objects.putStream.bind(world.objects);
    world.objects.putStream = async (bucket, key, bytes) => {
      await sleep(200);
      return await putStream(bucket, key, bytes);
    };
    const job = await world.run(`
import os
open(os.environ["SM_MODEL_DIR"] + "/m", "w").write("m")
raise ValueError("bad")`);
    const uploading = job.transitions.find(({ phase }) => phase === 'Uploading');
    assert.ok((job.endedAt ?? 0) <= (uploading?.startedAt ?? 0));
    assert.ok((job.startedAt ?? 0) <= (job.endedAt ?? 0));
  });

  it('fails with a reason when the disk is full, and goes on with the next job', async () => {
    world.objects.putError = Object.assign(new Error('no space left'), { code: 'ENOSPC' });
    const script = 'import os\nopen(os.environ["SM_MODEL_DIR"] + "/m", "w").write("m")';
    const job = await world.run(script);
    assert.equal(job.status, 'Failed');
    assert.match(job.failureReason ?? '', /disk that holds the local sandbox's data is full/);
    world.objects.putError = undefined;
    await world.create('next', script);
    assert.equal((await world.ended('next')).status, 'Completed');
  });

  it('ends a script whose lines cannot be kept', async () => {
    const createStream = world.logs.createStream.bind(world.logs);
    world.logs.createStream = async (group, name, time) => ({
      ...(await createStream(group, name, time)),
      append: () => Promise.reject(Object.assign(new Error('full'), { code: 'ENOSPC' })),
    });
    const job = await world.run('import time\nprint("begin")\ntime.sleep(60)');
    assert.equal(job.status, 'Failed');
    assert.match(job.failureReason ?? '', /disk .* is full/);
  });

  it('stops a job that has not begun to train', async () => {
    await world.create('job', 'print(1)');
    await world.sagemaker('StopTrainingJob', { TrainingJobName: 'job' });
    const job = await world.ended('job');
    assert.equal(job.status, 'Stopped');
    assert.equal(job.failureReason, undefined);
  });

  it('settles the jobs of a sandbox that was killed, and ends their scripts', async function () {
    if (process.platform === 'win32') return;
    // What a killed sandbox leaves: a running script, its folders, and a description of the job.
    const orphan = startTree(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], {
      cwd: world.dataDir,
      env: {},
    });
    const identity = await identifyProcess(orphan.pid ?? 0);
    assert.ok(identity);
    const temporaryFolder = await mkdtemp(path.join(os.tmpdir(), 'sagemaker-'));
    const leftovers = { temporaryFolder, processes: [identity] };
    await world.jobs.create({ ...jobRecord('job', 1), phase: 'Training', leftovers });
    await world.jobs.create({ ...jobRecord('other', 2), status: 'Stopping', phase: 'Stopping' });
    await world.runner.recover();
    const job = await world.record('job');
    assert.equal(job.status, 'Failed');
    assert.match(job.failureReason ?? '', /sandbox was ended while this job ran \(Training\)/);
    assert.equal(job.leftovers, undefined);
    assert.equal((await world.record('other')).status, 'Failed');
    assert.equal(existsSync(temporaryFolder), false);
    if (orphan.signalCode === null) await once(orphan, 'exit');
    assert.equal(orphan.signalCode, 'SIGKILL');
  });

  it('stops a job even when nothing can be written any more', async () => {
    await world.create('job', 'import time\nprint("begin")\ntime.sleep(60)');
    await world.printed('job', 'begin');
    await world.until('job', (job) => job.leftovers?.processes?.length === 1);
    const { id } = await world.record('job');
    await rm(world.jobs.folder(id), { recursive: true });
    await writeFile(world.jobs.folder(id), 'in the way');
    await world.sagemaker('StopTrainingJob', { TrainingJobName: 'job' });
    const job = await world.ended('job');
    assert.notEqual(job.endedAt, undefined);
    while (world.runner.running() > 0) await sleep(5);
    assert.equal(world.reported.length > 0, true);
  });

  it('keeps its outcome when the script removed its own folders', async () => {
    const removes = 'import os, shutil\nshutil.rmtree(os.environ["SM_MODEL_DIR"])\n';
    const outputs = 'shutil.rmtree(os.environ["SM_OUTPUT_DIR"])\n';
    const completed = await world.run(removes + outputs);
    assert.deepEqual([completed.status, completed.failureReason], ['Completed', undefined]);
    assert.equal(completed.modelArtifacts, undefined);
    await world.create('broken', `${removes}${outputs}raise ValueError("no data")`);
    assert.match((await world.ended('broken')).failureReason ?? '', /ValueError: no data/);
  });

  it('starts nothing that was created while the sandbox ends', async () => {
    const job = jobRecord('late', 1);
    await world.jobs.create(job);
    await world.runner.stopAll();
    world.runner.start(job);
    assert.equal(world.runner.running(), 0);
    // The next sandbox says what became of it.
    await world.runner.recover();
    assert.match((await world.record('late')).failureReason ?? '', /sandbox was ended/);
  });

  it('tells the script’s error where its failure file is none', async function () {
    if (process.platform === 'win32') return;
    const job = await world.run(`
import os
os.mkfifo(os.environ["SM_OUTPUT_DIR"] + "/failure")
raise ValueError("no data")`);
    assert.match(job.failureReason ?? '', /ValueError: no data/);
  });
});

async function processesWith(entry: string): Promise<readonly string[]> {
  const pids = (await readdir('/proc')).filter((name) => Number(name) > 0);
  const environments = pids.map(async (pid) => {
    const text = await readFile(`/proc/${pid}/environ`, 'utf8').catch(() => '');
    return text.split('\0').includes(entry) ? [pid] : [];
  });
  return (await Promise.all(environments)).flat();
}
