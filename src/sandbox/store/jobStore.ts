import type { Dirent } from 'node:fs';
import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import * as path from 'node:path';
import { isSystemError, writeAtomicallyBy } from '../../node/files';
import { removeTree } from '../../node/removeTree';
import { ServiceError } from '../http/jsonService';
import { Journal } from './journal';
import {
  hasEnded,
  toSummary,
  type JobRecordOf,
  type JobSummary,
  type TrainingRequest,
} from './jobRecord';
import { TextCache } from './textCache';
import { createTurns } from './turns';

type IndexLine = JobSummary | { readonly id: string; readonly deleted: true };

/**
 * Opens one kind's jobs in a folder of their own: `{id}/job.json` and the index that answers lists.
 * Training jobs are in `jobs` of the data folder.
 */
export async function openJobStore<Request = TrainingRequest>(
  folder: string,
): Promise<JobStore<Request>> {
  await mkdir(folder, { recursive: true });
  const summaries = new Map<string, JobSummary>();
  const deleted = new Set<string>();
  let lines = 0;
  const journal = await Journal.open<IndexLine>(path.join(folder, 'index.jsonl'), (line) => {
    lines++;
    if ('deleted' in line) {
      summaries.delete(line.id);
      deleted.add(line.id);
    } else summaries.set(line.id, line);
  });
  const damaged = await reconcile(folder, summaries, deleted);
  if (damaged || lines > 2 * summaries.size + 1000) await journal.rewrite(summaries.values());
  return new JobStore<Request>(folder, summaries, journal);
}

/** In characters, all together; a job's description has some thousands. */
const mostCached = 32 * 1024 * 1024;

/** The jobs of one kind on disk. What a method has acknowledged survives a kill. */
export class JobStore<Request = TrainingRequest> {
  private readonly inTurn = createTurns();
  private readonly idByName = new Map<string, string>();
  /** Records of jobs that have not ended, and of those whose last change the disk refused. */
  private readonly records = new Map<string, JobRecordOf<Request>>();
  private readonly unsaved = new Set<string>();
  /** Descriptions as they are on disk: a search reads all of them again and again. */
  private readonly texts = new TextCache(mostCached);
  private changes = 0;

  constructor(
    private readonly root: string,
    private readonly summaries: Map<string, JobSummary>,
    private readonly journal: Journal<IndexLine>,
  ) {
    for (const { id, name } of summaries.values()) this.idByName.set(name, id);
  }

  /** The job's own folder; `opt/ml` is below it. */
  folder(id: string): string {
    return path.join(this.root, id);
  }

  /** All jobs, oldest first. */
  list(): readonly JobSummary[] {
    return [...this.summaries.values()];
  }

  find(name: string): JobSummary | undefined {
    const id = this.idByName.get(name);
    return id === undefined ? undefined : this.summaries.get(id);
  }

  /** Refuses, in the service's words, a job that is not there: it may be deleted at any moment. */
  async read(id: string): Promise<JobRecordOf<Request>> {
    const record = await this.readIfThere(id);
    if (record === undefined) throw noSuchJob();
    return record;
  }

  async readIfThere(id: string): Promise<JobRecordOf<Request> | undefined> {
    const present = this.records.get(id);
    if (present !== undefined) return present;
    try {
      return JSON.parse(await this.readText(id)) as JobRecordOf<Request>;
    } catch (error) {
      if (isSystemError(error, 'ENOENT')) return undefined;
      throw error;
    }
  }

  private async readText(id: string): Promise<string> {
    const cached = this.texts.get(id);
    if (cached !== undefined) return cached;
    const before = this.changes;
    const text = await readDescription(this.folder(id));
    // What has been changed meanwhile may be older than the disk's.
    if (before === this.changes) this.texts.set(id, text);
    return text;
  }

  /**
   * Resolves once the job would survive a kill; on failure nothing of it is left. Its name is taken
   * at once, so the caller looks whether it is free in the same turn of the event loop.
   */
  async create(record: JobRecordOf<Request>): Promise<void> {
    this.remember(record);
    this.idByName.set(record.name, record.id);
    try {
      await this.inTurn(async () => {
        await mkdir(this.folder(record.id), { mode: 0o700 });
        await this.write(record);
        await this.journal.append(toSummary(record));
      });
    } catch (error) {
      this.forget(record);
      await removeTree(this.folder(record.id));
      throw error;
    }
  }

  /**
   * Changes a job. The change is seen once it would survive a kill, and even when the disk refuses it
   * (then this rejects): a job that fails because the disk is full must be able to say so. It is saved
   * with the next change.
   */
  update(
    id: string,
    change: (present: JobRecordOf<Request>) => JobRecordOf<Request>,
  ): Promise<JobRecordOf<Request>> {
    return this.inTurn(async () => {
      // Its folder may still be there while it is being removed.
      if (!this.summaries.has(id)) throw noSuchJob();
      const next = change(await this.read(id));
      try {
        await this.save(next);
      } catch (error) {
        this.remember(next);
        this.unsaved.add(id);
        throw error;
      }
      await this.saveOthers();
      return next;
    });
  }

  /** Forgets the job and frees its name, then removes its folder. */
  async remove(id: string): Promise<void> {
    await this.inTurn(async () => {
      await this.journal.append({ id, deleted: true });
      const summary = this.summaries.get(id);
      if (summary !== undefined) this.forget(summary);
    });
    await removeFolder(this.folder(id));
  }

  /** For an orderly end; a kill needs nothing. */
  close(): Promise<void> {
    return this.inTurn(() => this.journal.close());
  }

  private remember(record: JobRecordOf<Request>): void {
    this.changes++;
    this.texts.delete(record.id);
    this.summaries.set(record.id, toSummary(record));
    this.records.set(record.id, record);
  }

  private forget({ id, name }: JobSummary): void {
    this.changes++;
    this.texts.delete(id);
    this.summaries.delete(id);
    this.records.delete(id);
    this.unsaved.delete(id);
    this.idByName.delete(name);
  }

  private async save(record: JobRecordOf<Request>): Promise<void> {
    const { id } = record;
    // The script may have removed it.
    await mkdir(this.folder(id), { recursive: true, mode: 0o700 });
    await this.write(record);
    await this.journal.append(toSummary(record));
    this.remember(record);
    this.unsaved.delete(id);
    if (hasEnded(record)) this.records.delete(id);
  }

  /** What the disk still refuses, it has refused to whoever changed it. */
  private async saveOthers(): Promise<void> {
    for (const id of [...this.unsaved]) {
      const record = this.records.get(id);
      if (record !== undefined) await this.save(record).catch(() => undefined);
    }
  }

  private async write(record: JobRecordOf<Request>): Promise<void> {
    // Beside the folders, where a start finds what a kill has left without a look into each.
    const temporary = path.join(this.root, `${record.id}.tmp`);
    const file = path.join(this.folder(record.id), 'job.json');
    await writeAtomicallyBy(temporary, file, JSON.stringify(record));
  }
}

/**
 * Makes the index agree with the folders: a job whose line was lost or damaged is read from its
 * folder, a line without a folder is dropped, and a folder of a job that was never acknowledged or
 * has been deleted is removed. Jobs that had not ended are read again, because the index may be one
 * change behind. Tells whether the index had to be mended.
 */
async function reconcile(
  folder: string,
  summaries: Map<string, JobSummary>,
  deleted: ReadonlySet<string>,
): Promise<boolean> {
  const entries = await readdir(folder, { withFileTypes: true });
  const folders = new Set(entries.filter((entry) => entry.isDirectory()).map(({ name }) => name));
  await removeTemporaries(folder, entries);
  let mended = false;
  for (const id of [...summaries.keys()]) {
    if (!folders.has(id)) mended = summaries.delete(id);
  }
  for (const id of folders) {
    const known = summaries.get(id);
    if (known !== undefined && hasEnded(known)) continue;
    const job = path.join(folder, id);
    const record = deleted.has(id) ? undefined : await readIfWhole(job);
    await settle(job, id, record, summaries);
    mended ||= known === undefined || record === undefined;
  }
  if (mended) sortByCreation(summaries);
  return mended;
}

/** Descriptions that were being written when the sandbox was killed. */
async function removeTemporaries(folder: string, entries: readonly Dirent[]): Promise<void> {
  for (const entry of entries) {
    if (entry.name.endsWith('.tmp')) await rm(path.join(folder, entry.name), { force: true });
  }
}

async function settle(
  folder: string,
  id: string,
  record: JobSummary | undefined,
  summaries: Map<string, JobSummary>,
): Promise<void> {
  if (record === undefined) {
    summaries.delete(id);
    // What cannot be removed costs space, and is tried again at the next start.
    await removeFolder(folder).catch(() => undefined);
  } else {
    summaries.set(id, toSummary(record));
  }
}

/** First the description, so that a removal that was cut short is taken up at the next start. */
async function removeFolder(folder: string): Promise<void> {
  await rm(path.join(folder, 'job.json'), { force: true });
  await removeTree(folder);
}

function noSuchJob(): ServiceError {
  return new ServiceError('ValidationException', 'Requested resource not found.');
}

function sortByCreation(summaries: Map<string, JobSummary>): void {
  const sorted = [...summaries.values()].sort((a, b) => a.createdAt - b.createdAt);
  summaries.clear();
  for (const summary of sorted) summaries.set(summary.id, summary);
}

async function readRecord<Request>(folder: string): Promise<JobRecordOf<Request>> {
  return JSON.parse(await readDescription(folder)) as JobRecordOf<Request>;
}

function readDescription(folder: string): Promise<string> {
  return readFile(path.join(folder, 'job.json'), 'utf8');
}

async function readIfWhole(folder: string): Promise<JobSummary | undefined> {
  try {
    return await readRecord(folder);
  } catch (error) {
    if (error instanceof SyntaxError || isSystemError(error, 'ENOENT')) return undefined;
    throw error;
  }
}
