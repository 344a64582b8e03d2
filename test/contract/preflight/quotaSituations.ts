import type { ScriptedSituation } from './situation';

const own = 'ml.m5.xlarge for training job usage';
const enough = { [own]: 4 };
const job = (InstanceCount: number, more: object = {}) => ({
  ResourceConfig: { InstanceType: 'ml.m5.xlarge', InstanceCount },
  ...more,
});
const quota = 'quota:ml.m5.xlarge:training job';

/** How many instances of which type the account may have. */
export const quotaSituations: readonly ScriptedSituation[] = [
  {
    ...{ name: 'a quota with room', id: quota, tone: 'ok' },
    account: { applied: enough, jobs: { InProgress: { a: job(1) } } },
    asks: { instances: [{ type: 'ml.m5.xlarge', count: 3 }] },
    says: /allows 4 instances; 1 are in use/,
  },
  {
    ...{ name: 'a quota of 0', id: quota, tone: 'error', account: { applied: { [own]: 0 } } },
    ...{ says: /request a higher quota, or choose another/, fix: 'requestQuota' },
  },
  {
    ...{ name: 'more instances than the quota', id: quota, tone: 'error' },
    account: { applied: enough },
    asks: { instances: [{ type: 'ml.m5.xlarge', count: 5 }] },
    ...{ says: /only 4 instances.*use fewer instances, request/, fix: 'requestQuota' },
  },
  {
    ...{ name: 'a quota in use', id: quota, tone: 'warning' },
    account: { applied: enough, jobs: { InProgress: { a: job(3), b: job(1) } } },
    ...{ says: /4 of the 4 instances.*wait until others/, fix: 'requestQuota' },
  },
  {
    ...{ name: 'a quota in use, by whom jobs may only be listed', id: quota, tone: 'warning' },
    account: { applied: enough, jobs: { InProgress: { a: job(3), b: job(1) } }, search: 'denied' },
    ...{ says: /4 of the 4 instances.*wait until others/, fix: 'requestQuota' },
  },
  {
    ...{ name: 'more running jobs than a search tells', id: quota, tone: 'info' },
    account: { applied: { [own]: 40 }, jobs: { InProgress: { a: job(1) } }, search: 'endless' },
    ...{ says: /5 or more are in use/, fix: 'requestQuota' },
  },
  {
    ...{ name: 'a quota in use by jobs that stop', id: quota, tone: 'warning' },
    account: { applied: enough, jobs: { Stopping: { a: job(4) } } },
    ...{ says: /wait until others/, fix: 'requestQuota' },
  },
  {
    ...{ name: 'a quota in use by spot jobs, which have their own', id: quota, tone: 'ok' },
    account: {
      applied: enough,
      jobs: { InProgress: { a: job(4, { EnableManagedSpotTraining: true }) } },
    },
    says: /0 are in use/,
  },
  {
    ...{ name: 'a quota in use by groups of instances', id: quota, tone: 'warning' },
    account: {
      applied: enough,
      jobs: {
        InProgress: {
          a: {
            ResourceConfig: {
              InstanceGroups: [
                { InstanceGroupName: 'a', InstanceType: 'ml.m5.xlarge', InstanceCount: 4 },
                { InstanceGroupName: 'b', InstanceType: 'ml.g5.xlarge', InstanceCount: 1 },
              ],
            },
          },
        },
      },
    },
    ...{ says: /wait until others/, fix: 'requestQuota' },
  },
  {
    ...{ name: 'more running jobs than are looked at', id: quota, tone: 'info' },
    account: {
      search: 'denied',
      applied: { [own]: 100 },
      jobs: {
        InProgress: Object.fromEntries(
          Array.from({ length: 41 }, (_, index) => [`job-${index}`, job(1)]),
        ),
      },
    },
    ...{ says: /40 or more are in use.*request a higher quota/, fix: 'requestQuota' },
  },
  {
    ...{ name: 'jobs that may not be listed', id: quota, tone: 'info' },
    account: { applied: enough, deniesJobs: true },
    ...{ says: /an unknown number.*request a higher quota/, fix: 'requestQuota' },
  },
  {
    ...{ name: 'a spot quota of 0', id: 'quota:ml.m5.xlarge:spot training job', tone: 'error' },
    account: { applied: { ...enough, 'ml.m5.xlarge for spot training job usage': 0 } },
    asks: {
      times: {
        ...{ maxRuntime: 3600, spot: { maxWait: 7200 }, hasCheckpoints: true },
        isHeterogeneous: false,
      },
    },
    ...{ says: /request a higher quota/, fix: 'requestQuota' },
  },
  {
    ...{ name: 'a type that has no warm pools', tone: 'info' },
    id: 'quota:ml.m5.xlarge:training warm pool',
    account: { applied: enough },
    asks: {
      times: {
        ...{ maxRuntime: 3600, keepAlive: 600, hasCheckpoints: false },
        isHeterogeneous: false,
      },
    },
    ...{ says: /cannot be told/, fix: 'chooseInstanceType' },
  },
  {
    ...{ name: 'a warm pool quota of 0', tone: 'error' },
    id: 'quota:ml.m5.xlarge:training warm pool',
    account: { applied: { ...enough, 'ml.m5.xlarge for training warm pool usage': 0 } },
    asks: {
      times: {
        ...{ maxRuntime: 3600, keepAlive: 600, hasCheckpoints: false },
        isHeterogeneous: false,
      },
    },
    ...{ says: /request a higher quota/, fix: 'requestQuota' },
  },
  {
    ...{ name: 'a default of 0 and no value of the account', id: quota, tone: 'warning' },
    account: { defaults: { [own]: 0 } },
    ...{ says: /by default.*request a higher quota/, fix: 'requestQuota' },
  },
  {
    ...{ name: 'a default with room and no value of the account', id: quota, tone: 'info' },
    account: { defaults: enough },
    ...{ says: /by default.*request a higher quota/, fix: 'requestQuota' },
  },
  {
    ...{ name: 'quotas that may not be read', id: quota, tone: 'info' },
    account: { applied: 'refuses' },
    ...{ says: /choose another instance type or request/, fix: 'chooseInstanceType' },
  },
  {
    ...{ name: 'groups of which one has no quota', tone: 'error' },
    id: 'quota:ml.g5.xlarge:training job',
    account: { applied: { ...enough, 'ml.g5.xlarge for training job usage': 0 } },
    asks: {
      instances: [
        { type: 'ml.m5.xlarge', count: 1 },
        { type: 'ml.g5.xlarge', count: 1 },
      ],
    },
    ...{ says: /request a higher quota/, fix: 'requestQuota' },
  },
  {
    ...{ name: 'instances of a training plan', id: quota, tone: 'none' },
    account: { applied: { [own]: 0 } },
    asks: { isPlanned: true },
    says: /(?:)/,
  },
  {
    ...{ name: 'a type that nobody knows', id: 'offered:ml.x9.large', tone: 'warning' },
    account: { applied: enough },
    asks: { instances: [{ type: 'ml.x9.large', count: 1 }] },
    ...{ says: /choose another, unless/, fix: 'chooseInstanceType' },
  },
  {
    ...{ name: 'a type that is newer than this extension', id: 'offered:ml.x9.large' },
    ...{ tone: 'none', says: /(?:)/ },
    account: { applied: { ...enough, 'ml.x9.large for training job usage': 1 } },
    asks: { instances: [{ type: 'ml.x9.large', count: 1 }] },
  },
  {
    ...{ name: 'a type that the region lacks', id: 'offered:ml.p4d.24xlarge', tone: 'warning' },
    account: { applied: enough },
    asks: { instances: [{ type: 'ml.p4d.24xlarge', count: 1 }] },
    ...{ says: /choose another instance type or region/, fix: 'chooseInstanceType' },
  },
];
