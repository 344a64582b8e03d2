import { cp, mkdir } from 'node:fs/promises';
import path from 'node:path';
import { isSystemError, makeFolder } from './files';

/** What a sample's script trains with. */
export type SampleVariant = 'standard-library' | 'scikit-learn' | 'pytorch';

/** What a sample project is about, and its folder's name. */
const subject = 'penguins';

/**
 * Writes a sample project into a folder of its own below `parent`, `penguins` or the next free
 * `penguins-2`, and answers the folder. `samples`: the folder `media/samples`.
 */
export async function createSampleProject(
  samples: string,
  variant: SampleVariant,
  parent: string,
): Promise<string> {
  await makeFolder(parent, 0o777);
  for (let number = 1; ; number++) {
    const folder = path.join(parent, number === 1 ? subject : `${subject}-${number}`);
    try {
      // Not recursive: what is there already is somebody's.
      await mkdir(folder);
      await writeSampleProject(samples, variant, folder);
      return folder;
    } catch (error) {
      if (!isSystemError(error, 'EEXIST')) throw error;
    }
  }
}

/** Writes a sample project's files into `folder`; those that are there stay as they are. */
export async function writeSampleProject(
  samples: string,
  variant: SampleVariant,
  folder: string,
): Promise<void> {
  for (const part of ['common', variant]) {
    await cp(path.join(samples, part), folder, { recursive: true, force: false });
  }
}
