import type { Connection } from '../../aws/connection';
import type { JsonObject } from '../../core/training/exports/json';
import { jobNameBase } from '../../core/training/names';
import type { JobSpec } from '../../core/training/spec/file/jobSpec';
import { requestSpec } from '../../core/training/spec/file/requestSpec';
import { saveJobFile } from './saveJobFile';

/** A request that is saved as a file. */
interface SavedRequest {
  readonly jobName: string;
  readonly request: JsonObject;
  readonly connection: Connection;
}

/** Saves the request of a job as a file, which the person names. */
export async function saveRequest(
  { jobName, request, connection }: SavedRequest,
  folder: string,
): Promise<void> {
  const name = jobNameBase(jobName);
  const spec = requestSpec(request, name);
  const { runsHere } = connection.info.traits;
  await saveJobFile(name, folder, () => (runsHere ? withoutSandbox(spec) : spec));
}

/** Role and bucket of the sandbox mean nothing elsewhere, and there they are as by default. */
const withoutSandbox = (spec: JobSpec): object =>
  Object.fromEntries(Object.entries(spec).filter(([name]) => !['role', 'output'].includes(name)));
