import * as path from 'node:path';
import { format, resolveConfig } from 'prettier';
import { repository } from '../paths';
import { jobSchema } from './jobSchema';

export const jobSchemaFile = path.join(repository, 'media', 'job.schema.json');

/** The file as it should be. */
export async function jobSchemaText(): Promise<string> {
  const options = await resolveConfig(jobSchemaFile);
  return await format(JSON.stringify(jobSchema()), { ...options, filepath: jobSchemaFile });
}
