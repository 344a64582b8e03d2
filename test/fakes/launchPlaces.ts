import path from 'node:path';
import type { LaunchOptions } from '../../src/aws/training/prepareLaunch';
import { FileHashes } from '../../src/node/fileHashes';
import { systemClock } from '../../src/node/systemClock';

/** What a launch needs of its surroundings, below a folder of the test. */
export const launchPlaces = (
  folder: string,
): Pick<LaunchOptions, 'tempDir' | 'hashes' | 'clock'> => ({
  tempDir: path.join(folder, 'temp'),
  hashes: new FileHashes(path.join(folder, 'hashes'), systemClock),
  clock: systemClock,
});
