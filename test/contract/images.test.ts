import assert from 'node:assert/strict';
import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import { repository } from '../../scripts/paths';
import { capture, cleanEnvironment } from '../../scripts/processes';
import { pythonEnvironment } from '../../scripts/test/pythonEnvironments';
import data from '../../src/core/images/imageTable.json';
import type { ImageQuestion } from '../../src/core/images/imageQuestion';
import { ImageRefusal } from '../../src/core/images/imageRefusal';
import { loadImageTable, type ImageTable } from '../../src/core/images/imageTable';
import { imageUri } from '../../src/core/images/imageUri';
import { needs } from './environments';
import { imageAnswers } from './imageAnswers';
import { temporaryFolder } from './sandboxServer';

/** Tables whose images are asked for as those of `huggingface`. */
const ofHuggingFace = [
  'huggingface-neuron',
  'huggingface-neuronx',
  'huggingface-training-compiler',
];

function uriOf(table: ImageTable, question: ImageQuestion): string | null {
  try {
    return imageUri(table, question);
  } catch (error) {
    if (error instanceof ImageRefusal) return null;
    throw error;
  }
}

describe('the addresses of prebuilt images', () => {
  needs('sdk3');

  it('come from a table that is what the script makes of the pinned package', async () => {
    const python = path.join(await pythonEnvironment('sdk3'), 'python');
    const script = path.join(repository, 'scripts', 'images', 'refresh.py');
    const folder = await temporaryFolder();
    try {
      const file = path.join(folder.path, 'imageTable.json');
      await capture(python, [script, file], { env: cleanEnvironment() });
      const written = JSON.parse(await fs.readFile(file, 'utf8')) as typeof data;
      assert.match(data.takenOn, /^\d{4}-\d{2}-\d{2}$/);
      assert.deepEqual({ ...written, takenOn: data.takenOn }, data);
    } finally {
      await folder.remove();
    }
  });

  it('are those of image_uris.retrieve, for everything that its tables name', async function () {
    this.timeout(8 * 60_000);
    const table = await loadImageTable();
    const traces = Error.stackTraceLimit;
    Error.stackTraceLimit = 0;
    const compared = { addresses: 0, refusals: 0 };
    const frameworks = new Set<string>();
    const differences: object[] = [];
    const compare = (question: ImageQuestion, expected: string | null): void => {
      const uri = uriOf(table, question);
      if (uri !== expected && differences.length < 20) {
        differences.push({ ...question, uri, expected });
      }
      compared[expected === null ? 'refusals' : 'addresses']++;
      if (uri !== null) frameworks.add(question.framework);
    };
    try {
      for await (const group of imageAnswers()) {
        for (const [question, expected] of group) compare(question, expected);
      }
    } finally {
      Error.stackTraceLimit = traces;
    }
    assert.deepEqual(differences, []);
    const unreached = table.frameworks.filter((name) => !frameworks.has(name));
    assert.deepEqual(unreached, ofHuggingFace);
    assert.ok(compared.addresses > 500_000, JSON.stringify(compared));
    assert.ok(compared.refusals > 500_000, JSON.stringify(compared));
  });
});
