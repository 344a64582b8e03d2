import assert from 'node:assert/strict';
import { appendFile, readFile, stat } from 'node:fs/promises';
import * as path from 'node:path';
import { Journal } from '../../../../src/sandbox/store/journal';
import { makeTemporaryFolder } from '../../../fakes/startedSandbox';

interface Entry {
  readonly number: number;
  readonly text: string;
}

/** Characters of three bytes, and lengths that put every border of the reading elsewhere. */
const entries = Array.from({ length: 40 }, (_, number): Entry => {
  return { number, text: '€'.repeat(30_000 + 7 * number) };
});
const longEntry: Entry = { number: 40, text: '€'.repeat(1_000_000) };

async function emptyFile(): Promise<string> {
  return path.join(await makeTemporaryFolder(), 'journal.jsonl');
}

async function readBack(file: string): Promise<{ journal: Journal<Entry>; read: Entry[] }> {
  const read: Entry[] = [];
  const journal = await Journal.open<Entry>(file, (entry) => read.push(entry));
  return { journal, read };
}

describe('a journal that is longer than what is read at once', () => {
  it('gives back every line, drops the end of one, and goes on after the last', async () => {
    const file = await emptyFile();
    const first = await readBack(file);
    assert.deepEqual(first.read, []);
    await first.journal.append(...entries, longEntry);
    await first.journal.close();
    const { size } = await stat(file);
    await appendFile(file, '{"damaged\n{"number":41,"text":"€');
    const second = await readBack(file);
    assert.deepEqual(second.read, [...entries, longEntry]);
    assert.equal((await stat(file)).size, size + '{"damaged\n'.length);
    await second.journal.append({ number: 42, text: 'after' });
    await second.journal.close();
    const third = await readBack(file);
    assert.deepEqual(third.read.at(-1), { number: 42, text: 'after' });
    await third.journal.close();
  });

  it('is rewritten whole, and goes on after that', async () => {
    const file = await emptyFile();
    const { journal } = await readBack(file);
    await journal.rewrite([...entries, longEntry]);
    await journal.append({ number: 41, text: 'after' });
    await journal.close();
    const text = [...entries, longEntry, { number: 41, text: 'after' }]
      .map((entry) => `${JSON.stringify(entry)}\n`)
      .join('');
    assert.equal(await readFile(file, 'utf8'), text);
  });
});
