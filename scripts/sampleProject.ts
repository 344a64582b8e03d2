import * as path from 'node:path';
import { writeSampleProject } from '../src/node/sampleProject';
import { repository } from './paths';

/** Copies the sample that needs no packages into `folder`; files that are there stay as they are. */
export async function copySample(folder: string): Promise<void> {
  await writeSampleProject(path.join(repository, 'media', 'samples'), 'standard-library', folder);
}
