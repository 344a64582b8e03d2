import { sdkLaunch } from '../../core/sdkDefaults/sdkLaunch';
import { fieldOrigins } from '../../core/training/spec/file/fieldOrigins';
import type { LaunchSettings } from '../../shared/contracts/launchSettings';
import type { JobOfFile } from './jobOfFile';

/** A file's job with what the defaults of the SageMaker SDK say where neither it nor a launch does. */
export function withSdkDefaults(job: JobOfFile, defaults: LaunchSettings): JobOfFile {
  const { spec, launch } = job;
  const said = sdkLaunch(launch, defaults, {
    isNetworkIsolated: spec.networkIsolation !== undefined,
    encryptsTraffic: spec.encryptTraffic !== undefined,
  });
  // The role is remembered with the settings that they have filled in.
  const isTheirs = spec.role === undefined && launch.role === defaults.fields.roleArn;
  return {
    ...job,
    launch: { ...launch, ...said },
    own: isTheirs ? { ...launch, role: undefined } : launch,
  };
}

/** Tells the fields of a job's request that those defaults have said. */
export function saidByDefaults(job: JobOfFile, request: object): (field: string) => boolean {
  const all = fieldOrigins(request, job.launch, job.spec);
  const own = fieldOrigins(request, job.own ?? job.launch, job.spec);
  return (field) => all.get(field) === 'launch' && own.get(field) !== 'launch';
}
