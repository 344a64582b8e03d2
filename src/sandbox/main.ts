import { findPython, probePython } from '../node/python';
import { systemClock } from '../node/systemClock';
import { runCommandLine } from './commandLine';
import { openJobs } from './openJobs';

// Whoever reads our output may have gone; that is no reason to end.
process.stdout.on('error', () => undefined);
process.stderr.on('error', () => undefined);

void runCommandLine({
  args: process.argv.slice(2),
  clock: systemClock,
  openJobs,
  probePython,
  findPython,
}).then((code) => process.exit(code));
