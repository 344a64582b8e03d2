import assert from 'node:assert/strict';
import { gzipSync } from 'node:zlib';
import { JobWorld } from '../../../fakes/jobWorld';

const reader = `
import os
def epoch(number):
    with open(os.environ["SM_INPUT_DIR"] + "/data/train_" + str(number), "rb") as pipe:
        return pipe.read()
`;

describe('Pipe mode', () => {
  let world: JobWorld;
  before(function () {
    if (process.platform === 'win32') this.skip();
  });
  beforeEach(async () => {
    world = await JobWorld.open();
  });
  afterEach(() => world.close());

  const run = async (script: string, channel: object = {}) => {
    const source = { S3DataType: 'S3Prefix', S3Uri: 's3://bucket/data/' };
    await world.create('job', reader + script, {
      InputDataConfig: [
        {
          ChannelName: 'train',
          InputMode: 'Pipe',
          DataSource: { S3DataSource: source },
          ...channel,
        },
      ],
    });
    const { failureReason } = await world.ended('job');
    return { failureReason, lines: await world.lines('job') };
  };

  it('gives all objects in each epoch, also more than a pipe holds', async () => {
    await world.objects.put('bucket', 'data/a', 'a'.repeat(300_000));
    await world.objects.put('bucket', 'data/b', 'b');
    const { failureReason, lines } = await run(`
for number in range(3):
    data = epoch(number)
    print(len(data), data[:1], data[-1:])
`);
    assert.equal(failureReason, undefined);
    assert.deepEqual(
      lines,
      Array.from({ length: 3 }, () => "300001 b'a' b'b'"),
    );
  });

  it('goes on with the next epoch when the script has read enough', async () => {
    await world.objects.put('bucket', 'data/a', 'a'.repeat(300_000));
    const { lines } = await run(`
with open(os.environ["SM_INPUT_DIR"] + "/data/train_0", "rb") as pipe: print(len(pipe.read(10)))
print(len(epoch(1)))
`);
    assert.deepEqual(lines, ['10', '300000']);
  });

  it('decompresses what is compressed', async () => {
    await world.objects.put('bucket', 'data/a', gzipSync('one'));
    await world.objects.put('bucket', 'data/b', gzipSync('two'));
    const gzipped = await run('print(epoch(0))', { CompressionType: 'Gzip' });
    assert.deepEqual(gzipped.lines, ["b'onetwo'"]);
  });

  it('wraps each object into a record', async () => {
    await world.objects.put('bucket', 'data/a', 'one');
    const { lines } = await run('print(epoch(0).hex())', { RecordWrapperType: 'RecordIO' });
    assert.deepEqual(lines, ['0a23d7ce' + '03000000' + Buffer.from('one').toString('hex') + '00']);
  });

  it('shuffles by the seed, differently in each epoch', async () => {
    for (let index = 0; index < 8; index++) {
      await world.objects.put('bucket', `data/${index}`, String(index));
    }
    const { lines } = await run('for number in range(3): print(epoch(number).decode())', {
      ShuffleConfig: { Seed: 7 },
    });
    assert.equal(new Set(lines).size, 3);
    for (const line of lines) assert.equal(line.split('').sort().join(''), '01234567');
  });

  for (const [when, before] of [
    ['before it has read', ''],
    ['after it has read', 'epoch(0)'],
  ] as const) {
    it(`lets the script remove its pipes ${when}`, async () => {
      await world.objects.put('bucket', 'data/a', 'a');
      const { failureReason, lines } = await run(`
import shutil, time
${before}
shutil.rmtree(os.environ["SM_INPUT_DIR"] + "/data")
time.sleep(0.4)
print("went on")
`);
      assert.equal(failureReason, undefined);
      assert.deepEqual(lines, ['went on']);
    });
  }

  it('ends a job whose data cannot be decompressed, with the reason', async () => {
    await world.objects.put('bucket', 'data/a', 'no gzip');
    const { failureReason } = await run('epoch(0); epoch(1); epoch(2); epoch(3)', {
      CompressionType: 'Gzip',
    });
    assert.match(failureReason ?? '', /^ClientError: Data download failed: data\/a .* is not gzip/);
  });
});
