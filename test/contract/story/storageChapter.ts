import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import { bucket, type Story } from './story';

const megabyte = 1024 * 1024;

/** Names that are legal in a folder and awkward in URLs, XML, shells and on other systems. */
const hostileFiles = [
  'plain.txt',
  'with space.txt',
  ' leading and trailing ',
  'plus+and&and=and?and#.txt',
  'percent%2F%41%.txt',
  'quotes\'"`.txt',
  'semi;colon,comma:colon.txt',
  '-leading-dash',
  '--option=x',
  'composed-\u00e9.txt',
  'decomposed-e\u0301.txt',
  'emoji-\u{1f600}-\u4e2d\u6587.txt',
  'angle<b>&amp;</b>.xml',
  'back\\slash',
  'tab\there',
  'CON',
  'aux.txt',
  'trailing.dot.',
  '...',
  'star*.txt',
  '$HOME ~ !$(id)',
  `${'long'.repeat(60)}.txt`,
  'deep/er/and/deeper/still/file.txt',
  'deep/er-is-not-below-deep-er.txt',
];

/** Keys that no folder could hold. */
const hostileKeys = [
  '../../x',
  './y',
  'a',
  'a/b',
  'a/b/',
  '//double//slash',
  '/leading',
  'CON',
  'con',
  'x'.repeat(1024),
  '\u00e9'.repeat(512),
  '..',
];

interface Listed {
  readonly Key: string;
  readonly Size: number;
}

/** Buckets and objects. */
export function tellOfStorage(story: () => Story): void {
  it('makes a bucket, and has it', async () => {
    await story().s3('CreateBucket', {});
    const { Buckets } = (await story().call('s3', 'ListBuckets', {})) as {
      Buckets: readonly { readonly Name: string }[];
    };
    assert.ok(Buckets.some(({ Name }) => Name === bucket));
    await story().s3('HeadBucket', {});
  });

  it('uploads 64 MB in parts with a checksum, and gets them back', async () => {
    const bytes = randomBytes(64 * megabyte);
    const file = await story().file('big.bin', bytes);
    await story().client.upload(file, bucket, 'big/64 MB.bin');
    const head = await story().s3('HeadObject', { Key: 'big/64 MB.bin', ChecksumMode: 'ENABLED' });
    assert.equal(head['ContentLength'], bytes.length);
    const parts = Number(/-(\d+)"$/.exec(String(head['ETag']))?.[1]);
    assert.ok(parts > 1, `It was one part: ${String(head['ETag'])}`);
    assert.equal(head['ChecksumSHA256'], compositeChecksum(bytes, parts));
    const copy = path.join(story().folder, 'copy.bin');
    await story().client.download(bucket, 'big/64 MB.bin', copy);
    assert.ok(bytes.equals(await fs.readFile(copy)), 'The copy differs.');
  });

  it('syncs a folder of hostile names there and back', async () => {
    const source = path.join(story().folder, 'hostile');
    for (const [index, name] of hostileFiles.entries()) {
      await story().file(path.join('hostile', name), `file ${index}\n`);
    }
    await story().client.syncUp(source, bucket, 'synced/');
    const copy = path.join(story().folder, 'hostile-copy');
    await fs.mkdir(copy);
    await story().client.syncDown(bucket, 'synced/', copy);
    assert.deepEqual(await contents(copy), await contents(source));
    assert.equal((await contents(copy)).length, hostileFiles.length);
  });

  it('keeps every key, also such as no folder could hold', async () => {
    await Promise.all(
      hostileKeys.map(async (key, index) => {
        const file = await story().file(`key-${index}.txt`, 'x'.repeat(index));
        await story().client.put(file, bucket, key);
      }),
    );
    const ours = (await objects(story())).filter(({ Key }) => !/^(big|synced)\//.test(Key));
    assert.deepEqual(
      ours.map(({ Key, Size }) => [Key, Size]),
      hostileKeys.map((key, index) => [key, index] as const).sort((a, b) => inBytes(a[0], b[0])),
    );
    const [longest = ''] = hostileKeys.filter((key) => key.length === 1024);
    assert.equal((await story().s3('HeadObject', { Key: longest }))['ContentLength'], 9);
  });

  it('deletes many keys at once', async () => {
    const Objects = hostileKeys.map((Key) => ({ Key }));
    await story().s3('DeleteObjects', { Delete: { Objects, Quiet: true } });
    const left = await objects(story());
    assert.ok(!left.some(({ Key }) => hostileKeys.includes(Key)));
  });
}

/** S3's checksum of an object in parts: the checksum of the parts' checksums, with their number. */
function compositeChecksum(bytes: Buffer, parts: number): string {
  const size = bytes.length / parts;
  const sums = Array.from({ length: parts }, (_, index) =>
    createHash('sha256')
      .update(bytes.subarray(index * size, (index + 1) * size))
      .digest(),
  );
  return `${createHash('sha256').update(Buffer.concat(sums)).digest('base64')}-${parts}`;
}

/** Relative path and text of every file below the folder. */
async function contents(folder: string): Promise<readonly string[]> {
  const entries = await fs.readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  const lines = files.map(async (entry) => {
    const file = path.join(entry.parentPath, entry.name);
    return `${path.relative(folder, file)}: ${await fs.readFile(file, 'utf8')}`;
  });
  return (await Promise.all(lines)).sort();
}

/** All objects, twenty a page. */
async function objects(story: Story): Promise<readonly Listed[]> {
  const found: Listed[] = [];
  let ContinuationToken: unknown;
  do {
    const page = await story.s3('ListObjectsV2', {
      MaxKeys: 20,
      ...(ContinuationToken !== undefined && { ContinuationToken }),
    });
    found.push(...((page['Contents'] ?? []) as readonly Listed[]));
    ContinuationToken = page['NextContinuationToken'];
  } while (ContinuationToken !== undefined);
  return found;
}

const inBytes = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));
