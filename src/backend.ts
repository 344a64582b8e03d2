import { mkdir } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { listArtifact, readArtifact, saveArtifact } from './aws/artifacts';
import type { CallRecord } from './aws/clients';
import { ConnectionStore } from './aws/connections';
import { listEncryptionKeys } from './aws/pickers/keyList';
import { listSecurityGroups, listSubnets, listVpcs } from './aws/pickers/networkList';
import { listRepositories, listStoredImages } from './aws/pickers/registryList';
import { listS3Folder } from './aws/pickers/s3List';
import { AccountChecks } from './aws/preflight/accountChecks';
import { Prices } from './aws/prices/prices';
import { summarizeData } from './aws/training/dataSummary';
import { summarizeS3Data } from './aws/training/s3DataSummary';
import { launchTrainingJob, previewTrainingJob } from './aws/training/launchTrainingJob';
import { readSdkDefaults } from './aws/training/readSdkDefaults';
import { trainAgain } from './aws/training/trainAgain';
import { letGoWarmPool, listWarmPools } from './aws/training/warmPools';
import { describeTuningJob, listTrials } from './aws/tuning/tuningCalls';
import { watchFiles } from './aws/watchFiles';
import { AppError } from './core/errors';
import { readDependencyTexts } from './node/dependencyTexts';
import { FileHashes } from './node/fileHashes';
import { modulesAbove } from './node/modulesAbove';
import { modulesBeside } from './node/modulesBeside';
import { missingModules } from './node/missingModules';
import { findPython, probePython } from './node/python';
import { RequirementsReader } from './node/requirements';
import { listSourceFiles } from './node/sourceFiles';
import { SourceScanner } from './node/sourceScan';
import { localDefaults } from './node/sdkDefaultsFiles';
import { systemClock } from './node/systemClock';
import type { Output } from './platform/output';
import { readSetting } from './platform/settings';
import { kindsByArea, resourceKinds } from './resources';
import { tuningJob } from './resources/kinds/tuningJob';
import { changeTags, listTags } from './resources/tags';
import { createMfaPrompt } from './ui/connection/mfaPrompt';
import type { ArtifactBackend, Backend, PickerBackend, TrainingBackend } from './ui/backend';

export interface BackendOptions {
  /** The extension's global storage. */
  readonly storageDir: string;
  /** The built sandbox. */
  readonly bundleDir: string;
  readonly output: Output;
}

/** Builds everything that talks to the services. Starts nothing and asks nothing. */
export function createBackend({ storageDir, bundleDir, output }: BackendOptions): Backend {
  return {
    connections: new ConnectionStore({
      ...{ storageDir, bundleDir, clock: systemClock, env: process.env },
      onCall: (record) => output.info(callLine(record)),
      askMfaCode: createMfaPrompt(),
      protectedPatterns: () => readSetting('sagemakerWorkbench.connections.protected') ?? [],
    }),
    kinds: resourceKinds,
    kindsByArea,
    training: createTraining({ storageDir, bundleDir, output }),
    account: new AccountChecks(systemClock),
    pickers,
    artifacts,
    tags: { list: listTags, change: changeTags },
    warmPools: { list: listWarmPools, letGo: letGoWarmPool },
    prices: new Prices({ folder: join(storageDir, 'prices'), clock: systemClock }),
    tuning: { kind: tuningJob, describe: describeTuningJob, listTrials },
  };
}

/**
 * `storageDir` holds archives while they are packed and sent, and what data files hold; `bundleDir` has
 * the sandbox's program that compares requirements with an interpreter, and what its debugger requires.
 */
function createTraining({ storageDir, bundleDir, output }: BackendOptions): TrainingBackend {
  const tempDir = join(storageDir, 'launches');
  const clock = systemClock;
  const hashes = new FileHashes(join(storageDir, 'data-hashes'), clock, (error) =>
    output.error('remembering what data files hold; each launch reads them anew', error),
  );
  const requirements = new RequirementsReader(join(bundleDir, 'requirements.py'));
  const withTemp = async <T>(work: (tempDir: string) => Promise<T>): Promise<T> => {
    await mkdir(tempDir, { recursive: true });
    return work(tempDir);
  };
  return {
    listSource: listSourceFiles,
    sourceScanner: () => new SourceScanner(),
    summarizeData,
    summarizeS3Data,
    compareRequirements: requirements.read.bind(requirements),
    hasDebugger: async (interpreter, signal) => {
      const options = { fresh: true, signal };
      const file = join(bundleDir, 'debugger.txt');
      return (await requirements.read(interpreter, file, options))?.missing.length === 0;
    },
    missingModules,
    modulesAbove,
    modulesBeside,
    readDependencyTexts,
    readSdkDefaults: (connection, folder) => {
      const { platform, env } = process;
      return readSdkDefaults(connection, { platform, env, home: homedir(), clock, folder });
    },
    watchSdkDefaults: (folder, changed) => {
      const { platform, env } = process;
      return watchFiles(localDefaults({ platform, env, home: homedir(), folder }), changed);
    },
    launch: (connection, launch, { report, signal, letThrough }) =>
      withTemp(async (folder) => {
        await launchTrainingJob(connection, launch, {
          ...{ tempDir: folder, hashes, clock, signal, letThrough },
          onProgress: ({ step, fraction }) => report(step, fraction),
        });
      }),
    preview: (connection, launch, signal) =>
      withTemp((folder) =>
        previewTrainingJob(connection, launch, {
          ...{ tempDir: folder, hashes, clock },
          ...(signal && { signal }),
        }),
      ),
    again: (connection, jobName, options = {}) =>
      trainAgain(connection, jobName, { ...options, clock }),
    checkPython: probePython,
    pythonOnPath: async () => {
      const found = await findPython();
      if (!found) {
        throw new AppError(
          'noPython',
          'No Python 3.9 or newer was found. Install one, or choose the interpreter to use.',
        );
      }
      return found;
    },
  };
}

const pickers: PickerBackend = {
  repositories: listRepositories,
  images: listStoredImages,
  vpcs: listVpcs,
  subnets: listSubnets,
  securityGroups: listSecurityGroups,
  keys: listEncryptionKeys,
  s3Folder: listS3Folder,
};

const artifacts: ArtifactBackend = {
  members: listArtifact,
  text: readArtifact,
  save: (connection, uri, file, signal) =>
    saveArtifact(connection, uri, file, signal ? { signal } : {}),
};

/** `SageMaker ListTrainingJobs 200, 12 ms, request 1b2c…` */
function callLine(call: CallRecord): string {
  const { service, operation, status, errorCode, milliseconds, attempts, requestId } = call;
  const outcome = [status, errorCode].filter((part) => part !== undefined).join(' ');
  return [
    `${service} ${operation} ${outcome || 'no answer'}`,
    `${Math.round(milliseconds)} ms`,
    ...(attempts !== undefined && attempts > 1 ? [`${attempts} attempts`] : []),
    ...(requestId === undefined ? [] : [`request ${requestId}`]),
  ].join(', ');
}
