import assert from 'node:assert/strict';
import '../../../fakes/fakeVscode';
import { AppError } from '../../../../src/core/errors';
import { sourceLinks } from '../../../../src/core/training/sourceLinks';
import type { SourceFile } from '../../../../src/node/sourceListing';
import type { ScanOptions, SourceScan } from '../../../../src/node/sourceScan';
import { SecretLook } from '../../../../src/ui/launch/secretLook';
import { lookLines } from '../../../../src/ui/launch/sourceLines';
import { listingOf } from './launchPorts';

interface Scan extends ScanOptions {
  readonly files: readonly SourceFile[];
  end(found?: Partial<SourceScan>): Promise<void>;
  fail(error: Error): Promise<void>;
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('SecretLook', () => {
  const { files } = listingOf({ 'train.py': 1, 'a.py': 1 });
  let scans: Scan[];
  let drawn: string[][];
  let look: SecretLook;

  const last = (): Scan => scans.at(-1) ?? assert.fail('nothing was read');
  const said = (): string[] => lookLines(look).map(({ tone, message }) => `${tone} ${message}`);
  const links = (): string[] =>
    lookLines(look).flatMap(({ links: offered = [] }) => offered.map(({ id }) => id));

  beforeEach(() => {
    [scans, drawn] = [[], []];
    look = new SecretLook(
      (given, options) =>
        new Promise((resolve, reject) => {
          const end = (found: Partial<SourceScan> = {}): Promise<void> => {
            resolve({ secrets: [], unreadable: [], beyond: 0, ...found });
            return turn();
          };
          const fail = (error: Error): Promise<void> => {
            reject(error);
            return turn();
          };
          scans.push({ ...options, files: given, end, fail });
        }),
      () => drawn.push(said()),
    );
  });

  it('tells how far the first look is, and is silent about those that follow by themselves', async () => {
    look.through(files);
    last().onProgress?.(0.4);
    assert.deepEqual(said(), ['busy Looking for secrets: 40 %']);
    await last().end();
    assert.deepEqual(said(), []);
    look.through(files);
    last().onProgress?.(0.4);
    assert.deepEqual(said(), []);
  });

  it('draws no news where the progress is none', async () => {
    look.through(files);
    for (let step = 0; step <= 10_000; step++) last().onProgress?.(step / 10_000);
    await last().end();
    assert.ok(drawn.length <= 102, `${drawn.length} times`);
  });

  it('tells how far it is with all, when that is asked for', async () => {
    look.through(files);
    assert.equal(last().reads, 'some');
    await last().end({ beyond: 2000 });
    const later = 'warning 2,000 files are looked through for secrets only when they are packed.';
    assert.deepEqual([said(), links()], [[later], [sourceLinks.scanAll]]);
    look.readAll();
    last().onProgress?.(0.5);
    assert.deepEqual([said(), links()], [['busy Looking for secrets: 50 %'], [sourceLinks.stop]]);
    assert.equal(last().reads, 'all');
    look.through(files);
    last().onProgress?.(0.6);
    assert.deepEqual(said(), ['busy Looking for secrets: 60 %'], 'a file was saved meanwhile');
    await last().end();
    look.through(files);
    assert.equal(last().reads, 'all');
  });

  it('keeps what was found while it looks', async () => {
    look.through(files);
    const secret = { path: 'a.py', line: 1, kind: 'jwt' as const, fingerprint: 'f', preview: '…' };
    await last().end({ secrets: [secret] });
    look.readAll();
    assert.deepEqual(look.found?.secrets, [secret]);
  });

  it('stays stopped, with what is known, until it is asked to look', async () => {
    look.through(files);
    const first = last();
    look.stop();
    assert.equal(first.signal.aborted, true);
    assert.equal(last().reads, 'nothing');
    await last().end({ beyond: 1 });
    const later = 'warning 1 file is looked through for secrets only when it is packed.';
    assert.deepEqual(said(), [later]);
    await first.end({ beyond: 9 });
    assert.deepEqual(said(), [later], 'the newest look counts');
    look.through(files);
    assert.equal(last().reads, 'nothing');
    look.readAll();
    assert.equal(last().reads, 'all');
  });

  it('tells apart what could not be read from what is read later', async () => {
    look.through(files);
    await last().end({ unreadable: ['a.py'], beyond: 1 });
    assert.deepEqual(said(), [
      'warning 1 file is looked through for secrets only when it is packed.',
      'warning Could not be looked through for secrets: a.py',
    ]);
    assert.deepEqual(links(), [sourceLinks.scanAll, sourceLinks.list]);
  });

  it('says why it failed, and tries again', async () => {
    look.through(files);
    await last().fail(new AppError('unexpected', 'The disk does not answer.'));
    assert.equal(lookLines(look)[0]?.detail, 'The disk does not answer.');
    assert.deepEqual(links(), [sourceLinks.scan]);
    look.again();
    assert.deepEqual(said(), ['busy Looking for secrets: 0 %']);
    assert.deepEqual(last().files, files);
  });

  it('says nothing any more once it has ended', async () => {
    look.through(files);
    const before = said();
    look.end();
    await last().end({ beyond: 5 });
    assert.deepEqual(said(), before);
  });
});
