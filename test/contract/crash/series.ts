import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { CreateBucketCommand } from '@aws-sdk/client-s3';
import { Random } from '../../fakes/seededRandom';
import type { Actor } from './actor';
import { checkBlobs, checkFolders } from './folders';
import { JobActor } from './jobActor';
import { LogActor } from './logActor';
import { ObjectActor } from './objectActor';
import { UploadActor } from './uploadActor';
import { Victim, type KillPoint } from './victim';

/** How long a sandbox works at most until it is killed from outside, in milliseconds. */
const longestLife = 800;
/** About as many as a start has. */
const stepsOfStart = 50;

/** Every kind of step by which something is acknowledged. */
const places = [
  'appendFile .*/s3/index',
  'appendFile .*/jobs/index',
  'appendFile .*/logs/index',
  'appendFile .*/logs/[0-9a-f]+[.]jsonl',
  'open .*/logs/[0-9a-f]+[.]jsonl',
  'writeFile .*/jobs/[^/]*[.]tmp',
  'rename .*/jobs/[^/]*[.]tmp',
  'mkdir .*/jobs/',
  'rm .*/jobs/',
  'writeFile .*/s3/incoming/',
  'rename .*/s3/incoming/',
  'unlink .*/s3/blobs/',
];

/**
 * Kills the sandbox of one data folder again and again, at moments that the seed decides, while
 * actors work with it; each next one is asked whether all is there before it gets more to do.
 */
export async function runSeries(seed: number, kills: number, data: string): Promise<void> {
  const random = new Random(seed);
  const prefix = `s${seed}`;
  const jobs = new JobActor('crash', prefix);
  const uploads = new UploadActor('crash', 'uploads/');
  const actors: readonly Actor[] = [
    new ObjectActor('crash', 'objects/'),
    uploads,
    new LogActor(`/crash/${prefix}/`),
    jobs,
  ];
  const first = await startAnyway(data);
  await first.clients.s3.send(new CreateBucketCommand({ Bucket: 'crash' }));
  await jobs.prepare(first.clients);
  await first.kill();
  let deaths = 'before any kill';
  try {
    for (let kill = 1; kill <= kills; kill++) {
      const point = killPoint(random);
      const victim = await Victim.start(data, point);
      if (victim) await liveAndDie(data, victim, { actors, random, isStruck: point !== undefined });
      deaths = `after kill ${kill} ${describePoint(point)}`;
    }
    const last = await startAnyway(data);
    try {
      await checkAll(data, last, actors);
      await checkBlobs(data, last.clients, uploads.partTexts());
    } finally {
      await last.kill();
    }
  } catch (error) {
    throw new Error(`seed ${seed}, ${deaths}: ${describe(error)}`, { cause: error });
  }
}

interface Life {
  readonly actors: readonly Actor[];
  readonly random: Random;
  /** It dies by itself, if it comes so far. */
  readonly isStruck: boolean;
}

/** Most die at a step of one kind, some at any step of their start; the others at any time. */
function killPoint(random: Random): KillPoint | undefined {
  const choice = random.below(10);
  if (choice < 2) return undefined;
  const side = random.pick(['before', 'half', 'half', 'after'] as const);
  if (choice < 4) return { at: '', step: 1 + random.below(stepsOfStart), side };
  return { at: random.pick(places), step: 1 + random.below(8), side };
}

async function liveAndDie(data: string, victim: Victim, life: Life): Promise<void> {
  const { actors, random, isStruck } = life;
  const over = new AbortController();
  const limit = isStruck ? longestLife : random.below(longestLife);
  const seeds = actors.map(() => random.below(1e9));
  try {
    await checkAll(data, victim, actors);
    const work = actors.map((actor, index) =>
      workUntilDeath(actor, victim, new Random(seeds[index] ?? 0), over.signal),
    );
    const ended = Promise.all(work);
    await Promise.race([sleep(limit), ended]);
    await victim.kill();
    await ended;
  } catch (error) {
    if (!(await victim.dies())) throw error;
    // A wrong answer stays one, whoever dies behind it.
    if (error instanceof assert.AssertionError) throw error;
  } finally {
    over.abort();
    await victim.kill();
  }
}

async function checkAll(data: string, victim: Victim, actors: readonly Actor[]): Promise<void> {
  for (const actor of actors) await actor.check(victim.clients);
  await checkFolders(data, victim.clients);
  assert.doesNotMatch(victim.report, /error/i);
}

async function workUntilDeath(
  actor: Actor,
  victim: Victim,
  random: Random,
  over: AbortSignal,
): Promise<void> {
  while (!over.aborted && !victim.isDead) {
    try {
      await actor.step(victim.clients, random);
    } catch (error) {
      if (await victim.dies()) return;
      throw error;
    }
    await sleep(random.below(8));
  }
}

/** A start has to succeed; nothing kills it. */
async function startAnyway(data: string): Promise<Victim> {
  const victim = await Victim.start(data);
  if (victim === undefined) throw new Error('The sandbox was killed by somebody else.');
  return victim;
}

function describePoint(point: KillPoint | undefined): string {
  return point ? `${point.side} step ${point.step} of /${point.at}/` : 'from outside';
}

function describe(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
