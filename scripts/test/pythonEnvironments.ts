import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import { cacheFolder, repository } from '../paths';
import { cleanEnvironment, run } from '../processes';
import { PlainError, say } from '../progress';
import { findPython } from '../python';

/** A virtual environment per requirements file of test/contract/requirements/. */
const environments = [
  'aws',
  'cli1',
  'sdk2',
  'sdk3',
  'scripts',
  'toolkit',
  'debugger',
  'arguments',
] as const;
export type EnvironmentName = (typeof environments)[number];

/** The file lists all that is installed, and less than the packages themselves ask for. */
const asListed: readonly EnvironmentName[] = ['sdk3'];

/** Makes those that are missing; they are kept in the user's cache. */
export async function makePythonEnvironments(): Promise<void> {
  const waiting = [...environments];
  const makeRest = async (): Promise<void> => {
    for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) {
      await pythonEnvironment(name);
    }
  };
  // Two at a time: one waits for the index while the other unpacks.
  await Promise.all([makeRest(), makeRest()]);
}

const known = new Map<EnvironmentName, Promise<string>>();

/** Folder with the environment's programs (`python`, `moto_server`, …), made on first use. */
export function pythonEnvironment(name: EnvironmentName): Promise<string> {
  const made = known.get(name) ?? findOrMake(name);
  known.set(name, made);
  return made;
}

async function findOrMake(name: EnvironmentName): Promise<string> {
  const requirements = path.join(repository, 'test', 'contract', 'requirements', `${name}.txt`);
  const python = await findPython(10);
  const key = createHash('sha256')
    .update(await fs.readFile(requirements))
    .update(`${python.path} ${python.version} ${process.arch}`)
    .digest('hex');
  const folder = cacheFolder('python', `${name}-${key.slice(0, 16)}`);
  if (!existsSync(path.join(folder, 'complete'))) {
    await makeEnvironment(python.path, folder, [
      ...(asListed.includes(name) ? ['--no-deps'] : []),
      ...['-r', requirements],
    ]);
  }
  return path.join(folder, process.platform === 'win32' ? 'Scripts' : 'bin');
}

/**
 * Made in place, because scripts inside a virtual environment hold its path; the mark of
 * completeness comes last, and a folder without it is thrown away.
 */
async function makeEnvironment(
  python: string,
  folder: string,
  packages: readonly string[],
): Promise<void> {
  say(`Making the Python environment ${path.basename(folder)} (once) in ${path.dirname(folder)}`);
  await fs.rm(folder, { recursive: true, force: true });
  await step(python, ['-m', 'venv', folder]);
  const bin = path.join(folder, process.platform === 'win32' ? 'Scripts' : 'bin');
  await step(path.join(bin, 'python'), [
    ...['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check'],
    ...['--no-input', ...packages],
  ]);
  await fs.writeFile(path.join(folder, 'complete'), '');
}

async function step(file: string, args: readonly string[]): Promise<void> {
  let output = '';
  const env = { ...cleanEnvironment(), ...pipSettings() };
  const code = await run(file, args, { env, onOutput: (text) => (output += text) });
  if (code !== 0) {
    throw new PlainError(
      `The contract tests' Python environment could not be made: \`${args.join(' ')}\` ended with ` +
        `${String(code)}. It needs Python with venv (Debian: python3-venv) and a package index.\n` +
        output.trim(),
    );
  }
}

const pipSettings = (): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(process.env).filter(([name]) => name.startsWith('PIP_')));

/**
 * Folder with the files of a published package, such as `name==1.0`: unpacked, not installed. With
 * the wheel's SHA-256 nothing but that very file is taken, on whatever machine.
 */
export async function publishedFiles(requirement: string, sha256?: string): Promise<string> {
  const name = [requirement.replace('==', '-'), ...(sha256 ? [sha256.slice(0, 16)] : [])].join('-');
  const folder = cacheFolder('packages', name);
  if (!existsSync(path.join(folder, 'complete'))) {
    say(`Downloading ${requirement} (once) into ${folder}`);
    await fs.rm(folder, { recursive: true, force: true });
    await fs.mkdir(folder, { recursive: true });
    const list = path.join(folder, 'requirement.txt');
    await fs.writeFile(list, requirement + (sha256 ? ` --hash=sha256:${sha256}` : ''));
    // The machine's own Python need not have pip.
    const python = path.join(await pythonEnvironment('scripts'), 'python');
    const quiet = ['--quiet', '--disable-pip-version-check', '--no-input'];
    const wheel = ['--no-deps', '--only-binary', ':all:', '--dest', folder, '--requirement', list];
    await step(python, [
      '-m',
      'pip',
      'download',
      ...quiet,
      ...wheel,
      ...(sha256 ? oneMachine : []),
    ]);
    for (const file of (await fs.readdir(folder)).filter((name) => name.endsWith('.whl'))) {
      await step(python, ['-m', 'zipfile', '-e', path.join(folder, file), folder]);
    }
    await fs.writeFile(path.join(folder, 'complete'), '');
  }
  return folder;
}

/** A package that has a wheel for each machine is read from the same one everywhere. */
const oneMachine = ['any', 'manylinux2014_x86_64', 'manylinux_2_28_x86_64']
  .flatMap((name) => ['--platform', name])
  .concat(['--implementation', 'cp', '--python-version', '3.11']);
