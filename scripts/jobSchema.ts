import * as fs from 'node:fs/promises';
import { jobSchemaFile, jobSchemaText } from './jobSchema/jobSchemaFile';
import { runMain, say } from './progress';

/** `node --import tsx scripts/jobSchema.ts`: writes the schema of job files. */
async function main(): Promise<number> {
  await fs.writeFile(jobSchemaFile, await jobSchemaText());
  say(jobSchemaFile);
  return 0;
}

void runMain(main);
