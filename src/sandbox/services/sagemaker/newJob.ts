import { randomBytes } from 'node:crypto';
import type { CallContext } from '../../http/jsonService';
import { enterPhase } from '../../runner/transitions';
import type { JobRecordOf, JobRequest, Tag } from '../../store/jobRecord';

/** A job of the kind that its ARN names (`training-job`, `processing-job`), about to start at a time. */
export function newJob<Request extends JobRequest & { readonly Tags?: readonly Tag[] }>(
  kind: string,
  name: string,
  request: Request,
  { call, now }: { readonly call: CallContext; readonly now: number },
): JobRecordOf<Request> {
  const job: JobRecordOf<Request> = {
    id: randomBytes(6).toString('hex'),
    name,
    arn: `arn:aws:sagemaker:${call.region}:${call.accountId}:${kind}/${name}`,
    status: 'InProgress',
    phase: 'Starting',
    createdAt: now,
    modifiedAt: now,
    request,
    tags: request.Tags ?? [],
    transitions: [],
  };
  return enterPhase(job, 'Starting', now);
}
