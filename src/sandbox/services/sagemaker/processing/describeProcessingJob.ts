import { defaultProcessingSeconds } from '../../../runner/processing/processingFolders';
import type {
  ProcessingInput,
  ProcessingOutput,
  ProcessingRecord,
  ProcessingRequest,
} from '../../../store/processingRequest';
import { toWireTime } from '../wireTime';

/**
 * A job as DescribeProcessingJob answers it: the request with the service's defaults, and its course.
 */
export function describeProcessingJob(job: ProcessingRecord): object {
  const { startedAt, endedAt } = job;
  return {
    ...job.request,
    // Tags are answered by ListTags alone.
    Tags: undefined,
    ...requestDefaults(job.request),
    ProcessingJobArn: job.arn,
    ProcessingJobStatus: job.status,
    ExitMessage: job.exitMessage,
    FailureReason: job.failureReason,
    ProcessingStartTime: startedAt === undefined ? undefined : toWireTime(startedAt),
    ProcessingEndTime: endedAt === undefined ? undefined : toWireTime(endedAt),
    LastModifiedTime: toWireTime(job.modifiedAt),
    CreationTime: toWireTime(job.createdAt),
  };
}

function requestDefaults(request: ProcessingRequest): object {
  const { ProcessingInputs, ProcessingOutputConfig, StoppingCondition } = request;
  return {
    ProcessingInputs: ProcessingInputs?.map(describeInput),
    ...(ProcessingOutputConfig === undefined
      ? {}
      : {
          ProcessingOutputConfig: {
            ...ProcessingOutputConfig,
            Outputs: ProcessingOutputConfig.Outputs.map(describeOutput),
          },
        }),
    StoppingCondition: { MaxRuntimeInSeconds: defaultProcessingSeconds, ...StoppingCondition },
  };
}

function describeInput({ S3Input, ...input }: ProcessingInput): object {
  return {
    AppManaged: false,
    ...input,
    ...(S3Input === undefined ? {} : { S3Input: { ...inputDefaults, ...S3Input } }),
  };
}

const inputDefaults = {
  S3InputMode: 'File',
  S3DataDistributionType: 'FullyReplicated',
  S3CompressionType: 'None',
};

function describeOutput(output: ProcessingOutput): object {
  return { AppManaged: false, ...output };
}
