import * as path from 'node:path';
import { pruneJobs, removeEndedJobs } from './housekeeping/pruneJobs';
import type { JobSurroundings, JobPart } from './jobPart';
import { Debuggers } from './runner/debug/debuggers';
import { createJobRunner } from './runner/jobRunner';
import { processingWork } from './runner/processing/processingWork';
import { trainingWork } from './runner/training/trainingWork';
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
import { hasEnded as jobHasEnded } from './store/jobRecord';
import type { ProcessingRequest } from './store/processingRequest';

/** Opens the stores of jobs and logs and puts their services and the runner on them. */
export async function openJobs(surroundings: JobSurroundings): Promise<JobPart> {
  const { dataDir, clock, objects } = surroundings;
  const [jobs, processingJobs, logs, metrics] = await Promise.all([
    openJobStore(path.join(dataDir, 'jobs')),
    openJobStore<ProcessingRequest>(path.join(dataDir, 'processing')),
    openLogStore(dataDir, clock),
    openMetricStore(path.join(dataDir, 'metrics')),
  ]);
  const monitoring = monitoringService(metrics, clock);
  const madeAt = await credentialsMadeAt(dataDir);
  const installing = {
    environments: path.join(dataDir, 'environments'),
    consents: surroundings.installRequirements,
  };
  const debuggers = new Debuggers();
  const parts = { ...surroundings, installing, debuggers };
  const runner = createJobRunner({
    ...surroundings,
    jobs,
    logs,
    metrics,
    workOf: (job, folder) => trainingWork(job, folder, parts),
  });
  const processingRunner = createJobRunner({
    ...surroundings,
    jobs: processingJobs,
    logs,
    metrics,
    workOf: (job, folder) => processingWork(job, folder, parts),
  });
  const processing = { jobs: processingJobs, runner: processingRunner, objects, clock };
  const stores = [jobs, processingJobs];
  const runners = [runner, processingRunner];
  const traces = { jobs: stores, logs, metrics };
  return {
    routes: [
      {
        service: sagemakerService({ jobs, runner, objects, clock, processing }),
        signingName: 'sagemaker',
      },
      { service: logsService(logs, clock), signingName: 'logs' },
      { service: quotasService(hostLimit), signingName: 'servicequotas' },
      { service: ecrService, signingName: 'ecr' },
      { service: monitoring.json, signingName: 'monitoring' },
    ],
    queries: [iamService(madeAt), monitoring.query],
    findDebugger: (jobName) => {
      const job = jobs.find(jobName);
      const hasEnded = job === undefined || jobHasEnded(job);
      return { waiting: debuggers.find(jobName) ?? null, hasEnded };
    },
    recover: async () => {
      for (const one of runners) await one.recover();
    },
    running: () => runners.reduce((sum, one) => sum + one.running(), 0),
    summaries: () => stores.flatMap((store) => store.list()),
    removeEnded: (before) => removeEndedJobs(traces, before),
    prune: (before) => pruneJobs(traces, before),
    stopAll: async () => {
      await Promise.all(runners.map((one) => one.stopAll()));
    },
    close: async () => {
      await Promise.all([...stores, logs, metrics].map((store) => store.close()));
    },
  };
}
