import * as vscode from 'vscode';
import { dirname, join, resolve } from 'node:path';
import { AppError } from '../../core/errors';
import type { ConnectionInfo } from '../../core/connections/connection';
import { loadImageTable, type ImageTable } from '../../core/images/imageTable';
import { trainingImage, type WantedFramework } from '../../core/images/trainingImage';
import { launchHere } from '../../core/training/launchHere';
import type { TrainingLaunch } from '../../core/training/launch';
import { nextJobName, proposeJobName } from '../../core/training/names';
import { withoutConsents } from '../../core/training/spec/file/consents';
import { fileImage } from '../../core/training/spec/file/fileImage';
import type { JobFile } from '../../core/training/spec/file/jobFile';
import type { ImageChoice, JobSpec } from '../../core/training/spec/file/jobSpec';
import { specToLaunch } from '../../core/training/spec/file/specToLaunch';

/** A file's job as it would be launched on one connection. */
export interface JobOfFile {
  readonly spec: JobSpec;
  readonly launch: TrainingLaunch;
  /** The same without what defaults of the SageMaker SDK say; absent: these were not asked. */
  readonly own?: TrainingLaunch;
  /** Absolute; `undefined` where an algorithm needs none. */
  readonly script: string | undefined;
}

export interface JobOfFilePorts {
  /** What a script (absolute, with the folder that is packed) asks for. */
  wanted(script: string, directory: string): Promise<WantedFramework>;
  now(): Date;
}

/**
 * The job of a file at `uri` on a connection, without consents of another person; rejects with `invalid`
 * where there is no image for it.
 */
export async function jobOfFile(
  file: Pick<JobFile, 'spec' | 'apiFields'>,
  uri: vscode.Uri,
  info: Pick<ConnectionInfo, 'region' | 'traits'>,
  ports: JobOfFilePorts,
): Promise<JobOfFile> {
  const { spec, apiFields } = withoutConsents(file);
  const folder = dirname(uri.fsPath);
  const directory = resolve(folder, spec.sourceDirectory ?? '.');
  const script = spec.script === undefined ? undefined : join(directory, spec.script);
  const table = await loadImageTable();
  const isOpen = [spec.framework, spec.image, spec.algorithm].every((one) => one === undefined);
  const wanted =
    script !== undefined && isOpen ? await ports.wanted(script, directory) : nothingWanted;
  const launch = specToLaunch(
    { spec, apiFields },
    {
      absolute: (path) => resolve(folder, path),
      imageUri: imageIn(table, wanted, info.region),
      jobName: (base, file) =>
        base === undefined
          ? proposeJobName(join(directory, file), ports.now())
          : nextJobName(base, ports.now()),
    },
  );
  const named = withNamedParts(launch);
  return { spec, script, launch: info.traits.runsHere ? launchHere(named) : named };
}

const nothingWanted: WantedFramework = { framework: null, declared: null };

const imageIn =
  (table: ImageTable, wanted: WantedFramework, region: string) =>
  (choice: ImageChoice | undefined, instanceType: string): string => {
    if (choice) {
      return fileImage(table, choice, { region, instanceType });
    }
    const { uri, label } = trainingImage(table, wanted, { region, instanceTypes: [instanceType] });
    if (uri === '') {
      const message = vscode.l10n.t(
        'There is no prebuilt image of {0} for {1} in {2}. Name another framework, or an image.',
        ...[label, instanceType, region],
      );
      throw new AppError('invalid', message);
    }
    return uri;
  };

/** Name and role are needed before there is a request. */
function withNamedParts(launch: TrainingLaunch): TrainingLaunch {
  const { TrainingJobName: jobName, RoleArn: role } = launch.apiFields ?? {};
  return {
    ...launch,
    ...(typeof jobName === 'string' && { jobName }),
    ...(typeof role === 'string' && { role }),
  };
}
