import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import { createInterface } from 'node:readline';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { cacheFolder } from '../../scripts/paths';
import { cleanEnvironment } from '../../scripts/processes';
import { pythonEnvironment } from '../../scripts/test/pythonEnvironments';
import type { ImageOptions, ImageQuestion } from '../../src/core/images/imageQuestion';

/** One question of many regions and instance types, as `python/image_uris.py` writes it. */
interface AnswerLine {
  readonly question: readonly [
    framework: string,
    scope: string | null,
    version: string | null,
    base: string | null,
    python: string | null,
    options: Readonly<Record<string, unknown>>,
  ];
  readonly regions: readonly string[];
  readonly instances: readonly (string | null)[];
  readonly uris: readonly string[];
  readonly cells: readonly number[];
}

/** Processes that ask at the same time. */
const parts = 2;
const program = path.join(__dirname, 'python', 'image_uris.py');

/**
 * Everything that was asked of the SDK, with its answers; `null` where it refused. They are asked for
 * once, and kept in the user's cache under what they depend on: the questions and the packages.
 */
export async function* imageAnswers(): AsyncGenerator<Iterable<[ImageQuestion, string | null]>> {
  const files = await answerFiles();
  for (const file of files) {
    const lines = createInterface({ input: createReadStream(file).pipe(createGunzip()) });
    for await (const line of lines) {
      yield answersOf(JSON.parse(line) as AnswerLine);
    }
  }
}

async function answerFiles(): Promise<readonly string[]> {
  const requirements = path.join(__dirname, 'requirements', 'sdk3.txt');
  const key = createHash('sha256')
    .update(await fs.readFile(program))
    .update(await fs.readFile(requirements))
    .update(String(parts))
    .digest('hex');
  const folder = cacheFolder('images', key.slice(0, 16));
  await fs.mkdir(folder, { recursive: true });
  return Promise.all(
    Array.from({ length: parts }, async (_, part) => {
      const file = path.join(folder, `${part}.jsonl.gz`);
      if (!existsSync(file)) {
        await ask(part, `${file}.${process.pid}`);
        await fs.rename(`${file}.${process.pid}`, file);
      }
      return file;
    }),
  );
}

async function ask(part: number, file: string): Promise<void> {
  const python = path.join(await pythonEnvironment('sdk3'), 'python');
  const child = spawn(python, [program, String(part), String(parts)], {
    env: cleanEnvironment({ AWS_DEFAULT_REGION: 'us-east-1' }),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'close');
  await pipeline(child.stdout, createGzip({ level: 3 }), createWriteStream(file));
  const [code] = (await ended) as [number | null];
  if (code !== 0) throw new Error(`${program} ended with ${String(code)}`);
}

function* answersOf(line: AnswerLine): Generator<[ImageQuestion, string | null]> {
  const [framework, scope, version, base, python, options] = line.question;
  const asked = {
    framework,
    scope: scope ?? undefined,
    version: version ?? undefined,
    baseFramework: base ?? undefined,
    pythonVersion: python ?? undefined,
    options: optionsOf(options),
  };
  let cell = 0;
  for (const region of line.regions) {
    for (const instanceType of line.instances) {
      const uri = line.uris[(line.cells[cell++] ?? 0) - 1] ?? null;
      yield [{ ...asked, region, instanceType: instanceType ?? undefined }, uri];
    }
  }
}

/** The few options that are asked for, by the names of the SDK. */
const optionNames: Readonly<Record<string, keyof ImageOptions>> = {
  container_version: 'containerVersion',
  sdk_version: 'sdkVersion',
  inference_tool: 'inferenceTool',
  accelerator_type: 'accelerator',
  distribution: 'isSmDistributed',
  training_compiler_config: 'usesTrainingCompiler',
  serverless_inference_config: 'isServerless',
};

function optionsOf(options: Readonly<Record<string, unknown>>): ImageOptions | undefined {
  const own = Object.entries(options).map(([name, value]) => {
    const known = optionNames[name];
    if (known === undefined) throw new Error(`${name} is no option of ours`);
    return [known, name === 'distribution' ? true : value];
  });
  return own.length > 0 ? (Object.fromEntries(own) as ImageOptions) : undefined;
}
