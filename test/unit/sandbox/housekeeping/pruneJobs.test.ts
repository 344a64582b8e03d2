import assert from 'node:assert/strict';
import path from 'node:path';
import { systemClock } from '../../../../src/node/systemClock';
import { pruneJobs } from '../../../../src/sandbox/housekeeping/pruneJobs';
import { openLogStore } from '../../../../src/sandbox/store/logStore';
import { openMetricStore } from '../../../../src/sandbox/store/metricStore';
import { makeTemporaryFolder, removeTemporaryFolders } from '../../../fakes/startedSandbox';

describe('pruning of logs', () => {
  afterEach(removeTemporaryFolders);

  it('goes on when streams are deleted meanwhile', async () => {
    const dataDir = await makeTemporaryFolder();
    const made = await openLogStore(dataDir, systemClock);
    for (const name of ['a', 'b', 'c', 'd']) {
      const writer = await made.createStream('group', name, 1);
      await writer.append([{ timestamp: 1, message: 'x' }]);
      await writer.close();
    }
    await made.close();
    // What is in the files has to be learned first.
    const logs = await openLogStore(dataDir, systemClock);
    const metrics = await openMetricStore(path.join(dataDir, 'metrics'));
    const pruning = pruneJobs({ jobs: [], logs, metrics }, 10);
    await Promise.all([pruning, logs.deleteStream('group', 'b'), logs.deleteStream('group', 'c')]);
    assert.deepEqual(logs.streams('group'), []);
    await Promise.all([logs.close(), metrics.close()]);
  });
});
