import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import { dist, repository, vsixFile } from '../paths';
import { measureReadmePictures } from './readmePictures';
import { listZip } from './zipListing';

/** What the package must be; committed, so that a change of it is seen in review. */
interface Expectation {
  /** Budgets in bytes. */
  readonly budgets: Readonly<Record<Measure, number>>;
  /** Every file of the .vsix, without the `extension/` before it. */
  readonly files: readonly string[];
}

type Measure = 'entryBundle' | 'vsix' | 'readmePictures';

const expectationFile = path.join(repository, 'test', 'package', 'expected.json');

/** Sizes in bytes of what has a budget. */
export async function measurePackage(): Promise<Record<Measure, number>> {
  return {
    entryBundle: (await fs.stat(path.join(dist, 'extension.js'))).size,
    vsix: (await fs.stat(vsixFile)).size,
    readmePictures: await measureReadmePictures(),
  };
}

/** Compares the packed extension with the expectation; answers what differs, in sentences. */
export async function checkPackage(): Promise<readonly string[]> {
  const { budgets, files } = await readExpectation();
  const packed = await packedFiles();
  const sizes = Object.entries(await measurePackage()) as [Measure, number][];
  return [
    ...packed.filter((file) => !files.includes(file)).map((file) => `not expected: ${file}`),
    ...files.filter((file) => !packed.includes(file)).map((file) => `missing: ${file}`),
    ...sizes
      .filter(([name, size]) => size > budgets[name])
      .map(([name, size]) => `${name}: ${String(size)} bytes, budget ${String(budgets[name])}`),
  ];
}

/** Takes the present list of files as the expected one. */
export async function updateExpectation(): Promise<void> {
  const { budgets } = await readExpectation();
  const next: Expectation = { budgets, files: await packedFiles() };
  await fs.writeFile(expectationFile, `${JSON.stringify(next, undefined, 2)}\n`);
}

async function readExpectation(): Promise<Expectation> {
  return JSON.parse(await fs.readFile(expectationFile, 'utf8')) as Expectation;
}

async function packedFiles(): Promise<readonly string[]> {
  return listZip(await fs.readFile(vsixFile))
    .filter((name) => name.startsWith('extension/'))
    .map((name) => name.slice('extension/'.length))
    .sort();
}
