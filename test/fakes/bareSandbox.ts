import { systemClock } from '../../src/node/systemClock';
import { runCommandLine } from '../../src/sandbox/commandLine';
import { noJobs } from './startedSandbox';

/** The sandbox's own program without jobs, so that tests can spawn and kill it quickly. */
void runCommandLine({
  args: process.argv.slice(2),
  clock: systemClock,
  openJobs: ({ installRequirements }) => {
    if (installRequirements) process.stderr.write('It may install requirements.\n');
    return Promise.resolve(noJobs);
  },
  probePython: (file) => Promise.resolve({ path: file, version: '3.12.0' }),
  findPython: () => Promise.resolve(undefined),
}).then((code) => process.exit(code));
