import * as path from 'node:path';
import type { JobSurroundings, JobPart } from './jobPart';
import { createJobRunner } from './runner/jobRunner';
import { trainingWork } from './runner/trainingWork';
import { ecrService } from './services/ecr/ecrService';
import { iamService } from './services/iam/iamService';
import { logsService } from './services/logs/logsService';
import { monitoringService } from './services/monitoring/monitoringService';
import { quotasService } from './services/quotas/quotasService';
import { hostLimit } from './services/sagemaker/hostLimit';
import { sagemakerService } from './services/sagemaker/sagemakerService';
import { credentialsMadeAt } from './store/credentials';
import { openJobStore } from './store/jobStore';
import { openLogStore } from './store/logStore';
import { openMetricStore } from './store/metricStore';

/** Opens the stores of jobs and logs and puts their services and the runner on them. */
export async function openJobs(surroundings: JobSurroundings): Promise<JobPart> {
  const { dataDir, objects } = surroundings;
  const [jobs, logs, metrics] = await Promise.all([
    openJobStore(path.join(dataDir, 'jobs')),
    openLogStore(dataDir),
    openMetricStore(path.join(dataDir, 'metrics')),
  ]);
  const monitoring = monitoringService(metrics);
  const madeAt = await credentialsMadeAt(dataDir);
  const runner = createJobRunner({
    ...surroundings,
    jobs,
    logs,
    metrics,
    workOf: (job, folder) => trainingWork(job, folder, surroundings),
  });
  return {
    routes: [
      { service: sagemakerService({ jobs, runner, objects }), signingName: 'sagemaker' },
      { service: logsService(logs), signingName: 'logs' },
      { service: quotasService(hostLimit), signingName: 'servicequotas' },
      { service: ecrService, signingName: 'ecr' },
      { service: monitoring.json, signingName: 'monitoring' },
    ],
    queries: [iamService(madeAt), monitoring.query],
    recover: () => runner.recover(),
    running: () => runner.running(),
    stopAll: () => runner.stopAll(),
    close: async () => {
      await Promise.all([jobs.close(), logs.close(), metrics.close()]);
    },
  };
}
