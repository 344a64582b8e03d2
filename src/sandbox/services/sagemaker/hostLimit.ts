import { ServiceError } from '../../http/jsonService';

/** How many hosts a job of the sandbox may have; each is a process of this computer. */
export const hostLimit = 16;

/**
 * Refuses, with the service's `ResourceLimitExceeded`, more hosts than Service Quotas names.
 * @param usage `training job usage`, `spot training job usage` or `processing job usage`
 */
export function checkHostLimit(instanceType: string, count: number, usage: string): void {
  if (count <= hostLimit) return;
  throw new ServiceError(
    'ResourceLimitExceeded',
    `The account-level service limit '${instanceType} for ${usage}' is ${hostLimit} Instances, ` +
      `with current utilization of 0 Instances and a request delta of ${count} Instances. The local ` +
      'sandbox runs every host as a process of this computer, so this limit cannot be raised.',
  );
}
