import { localChannels } from '../../core/training/launchChannel';
import { buildTrainingRequest } from '../../core/training/request';
import { requestErrors } from '../../core/training/settings/requestErrors';
import { checkRequest } from '../../core/training/spec/checkRequest';
import { pathText } from '../../core/training/spec/requestProblem';
import type { FieldErrors, PreflightLine } from '../../shared/contracts/launch';
import { draftLaunch, type DraftLaunchParts } from './draftLaunch';

/** What SageMaker would have against the request of a draft whose fields are right by themselves. */
export function checkDraftRequest(parts: DraftLaunchParts): {
  readonly errors: FieldErrors;
  readonly lines: readonly PreflightLine[];
} {
  const { form, info } = parts;
  const { draft } = form;
  if (!draft || info.traits.runsHere) {
    return { errors: {}, lines: [] };
  }
  const launch = draftLaunch(parts, draft);
  // Where files will lie is of no consequence here.
  const bucket = `sagemaker-${info.region}-000000000000`;
  const request = buildTrainingRequest(
    launch,
    {
      submitUri: `s3://${bucket}/sourcedir.tar.gz`,
      channels: localChannels(launch).map(({ name }) => ({ name, uri: `s3://${bucket}/${name}/` })),
    },
    {
      ...{ region: info.region, bucket, environment: info.traits.jobEnvironment },
      roleArn: info.traits.defaultRole ?? '',
    },
  );
  const { errors, rest } = requestErrors(checkRequest(request), draft);
  return {
    errors,
    lines: rest.map(({ path, message, severity }) => ({
      ...{ id: `request:${pathText(path)}`, tone: severity, message },
    })),
  };
}
