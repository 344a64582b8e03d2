import assert from 'node:assert/strict';
import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { CreateBucketCommand } from '@aws-sdk/client-s3';
import type { Actor } from './actor';
import { JobActor } from './jobActor';
import { LogActor } from './logActor';
import { ObjectActor } from './objectActor';
import { Random } from './random';
import { UploadActor } from './uploadActor';
import { Victim, type KillPoint } from './victim';

/** How long a sandbox works at most until it is killed from outside, in milliseconds. */
const longestLife = 700;

/**
 * Kills the sandbox of one data folder again and again, at moments that the seed decides, while
 * actors work with it; each next one is asked whether all is there.
 */
export async function runSeries(seed: number, kills: number, data: string): Promise<void> {
  const random = new Random(seed);
  const prefix = `s${seed}`;
  const jobs = new JobActor('crash', prefix);
  const actors: readonly Actor[] = [
    new ObjectActor('crash', 'objects/'),
    new UploadActor('crash', 'uploads/'),
    new LogActor(`/crash/${prefix}/`),
    jobs,
  ];
  const first = await startAnyway(data);
  await first.clients.s3.send(new CreateBucketCommand({ Bucket: 'crash' }));
  await jobs.prepare(first.clients);
  await first.kill();
  for (let kill = 1; kill <= kills; kill++) {
    const point = killPoint(random);
    const about = `kill ${kill} ${point ? `${point.side} step ${point.step}` : 'from outside'}`;
    try {
      await liveAndDie(data, { actors, random, point });
      const next = await startAnyway(data);
      try {
        for (const actor of actors) await actor.check(next.clients);
        await checkFolders(data, next);
      } finally {
        await next.kill();
      }
    } catch (error) {
      throw new Error(`seed ${seed}, ${about}: ${describe(error)}`, { cause: error });
    }
  }
}

interface Life {
  readonly actors: readonly Actor[];
  readonly random: Random;
  readonly point: KillPoint | undefined;
}

/** Two in three die at a step of their own work on the disk, one at any moment. */
function killPoint(random: Random): KillPoint | undefined {
  if (random.below(3) === 0) return undefined;
  const side = random.pick(['before', 'half', 'half', 'after'] as const);
  return { step: 1 + random.below(random.pick([15, 60, 250])), side };
}

async function liveAndDie(data: string, { actors, random, point }: Life): Promise<void> {
  const victim = await Victim.start(data, point);
  if (victim === undefined) return;
  const life = point ? longestLife : random.below(longestLife);
  const over = new AbortController();
  const work = Promise.all(
    actors.map((actor, index) =>
      workUntilDeath(actor, victim, new Random(random.below(1e9) + index), over.signal),
    ),
  );
  try {
    await Promise.race([sleep(life, undefined, { signal: over.signal }), work]);
  } finally {
    await victim.kill();
    over.abort();
  }
  await work;
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

/** The folders hold what the lists name, and nothing that is half done. */
async function checkFolders(data: string, victim: Victim): Promise<void> {
  const jobs = await fs.readdir(path.join(data, 'jobs'), { withFileTypes: true });
  for (const folder of jobs.filter((entry) => entry.isDirectory())) {
    await fs.access(path.join(data, 'jobs', folder.name, 'job.json'));
  }
  assert.deepEqual(await fs.readdir(path.join(data, 's3', 'incoming')), []);
  const all = await fs.readdir(data, { recursive: true });
  // Those directly in the data folder may be another process's for a minute.
  const begun = all.filter((name) => name.endsWith('.tmp') && name.includes(path.sep));
  assert.deepEqual(begun, [], 'files that were being written');
  assert.doesNotMatch(victim.report, /error/i);
}

function describe(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
