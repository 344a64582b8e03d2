import type { Connection, Connections } from '../aws/connection';
import type { listEncryptionKeys } from '../aws/pickers/keyList';
import type { listSecurityGroups, listSubnets, listVpcs } from '../aws/pickers/networkList';
import type { listRepositories, listStoredImages } from '../aws/pickers/registryList';
import type { listS3Folder } from '../aws/pickers/s3List';
import type { AccountChecks } from '../aws/preflight/accountChecks';
import type { Prices } from '../aws/prices/prices';
import type { SdkDefaultsFound } from '../aws/training/readSdkDefaults';
import type { RequestChange } from '../aws/training/trainAgain';
import type { letGoWarmPool, listWarmPools } from '../aws/training/warmPools';
import type { summarizeData } from '../aws/training/dataSummary';
import type { summarizeS3Data } from '../aws/training/s3DataSummary';
import type { KindsByArea } from '../core/resources/area';
import type { Page, ResourceKind } from '../core/resources/kind';
import type { PythonInterpreter } from '../core/sandbox/protocol';
import type { Trial, TuningJob } from '../core/tuning/tuningJob';
import type { LetThrough } from '../core/packaging/secrets/blockedSecrets';
import type { readDependencyTexts } from '../node/dependencyTexts';
import type { modulesAbove } from '../node/modulesAbove';
import type { modulesBeside } from '../node/modulesBeside';
import type { missingModules } from '../node/missingModules';
import type { RequirementsReader } from '../node/requirements';
import type { listSourceFiles } from '../node/sourceFiles';
import type { SourceScanner } from '../node/sourceScan';
import type { TrainingLaunch } from '../core/training/launch';
import type { changeTags, listTags } from '../resources/tags';
import type { LaunchReport } from './launch/launchStart';

/** What is loaded on first use only: the AWS clients, the kinds, and work on many files. */
export interface Backend {
  readonly connections: Connections;
  readonly kinds: readonly ResourceKind[];
  readonly kindsByArea: KindsByArea;
  readonly training: TrainingBackend;
  readonly account: AccountBackend;
  readonly pickers: PickerBackend;
  readonly artifacts: ArtifactBackend;
  readonly tags: TagBackend;
  readonly tuning: TuningBackend;
  readonly prices: PriceBackend;
  readonly warmPools: WarmPoolBackend;
}

/** What an account has against a launch; it is only asked. */
type AccountBackend = Pick<AccountChecks, 'check' | 'roles' | 'quotas' | 'forget'>;

/** What an account has that a job can be given; lists grow while they are read. */
export interface PickerBackend {
  readonly repositories: typeof listRepositories;
  readonly images: typeof listStoredImages;
  readonly vpcs: typeof listVpcs;
  readonly subnets: typeof listSubnets;
  readonly securityGroups: typeof listSecurityGroups;
  readonly keys: typeof listEncryptionKeys;
  readonly s3Folder: typeof listS3Folder;
}

export type BackendLoader = () => Promise<Backend>;

/** The kind of the jobs that scripts are launched as. */
export async function trainingKind(backend: BackendLoader): Promise<ResourceKind> {
  const kind = (await backend()).kinds.find(({ id }) => id === 'trainingJob');
  if (!kind) {
    throw new TypeError('there is no kind for training jobs');
  }
  return kind;
}

export interface TrainingBackend {
  /** What a launch would pack of a folder; data below it that is uploaded by itself is not. */
  readonly listSource: typeof listSourceFiles;
  /** Looks for secrets in the files of one folder, again and again. */
  sourceScanner(): Pick<SourceScanner, 'scan'>;
  readonly summarizeData: typeof summarizeData;
  readonly summarizeS3Data: typeof summarizeS3Data;
  readonly compareRequirements: RequirementsReader['read'];
  /** Whether an interpreter has the debugger that the sandbox uses. */
  hasDebugger(interpreter: string, signal: AbortSignal): Promise<boolean>;
  readonly missingModules: typeof missingModules;
  readonly modulesAbove: typeof modulesAbove;
  readonly modulesBeside: typeof modulesBeside;
  readonly readDependencyTexts: typeof readDependencyTexts;
  /** What the SageMaker SDK's defaults files say; relative places begin in `folder`. Never rejects. */
  readSdkDefaults(connection: Connection, folder: string): Promise<SdkDefaultsFound>;
  /** Tells when one of those that would be read on this computer is written, appears or goes. */
  watchSdkDefaults(folder: string, changed: () => void): { dispose(): void };
  /** Packs, uploads and creates the job. */
  launch(
    connection: Connection,
    launch: TrainingLaunch,
    options: {
      readonly report: LaunchReport;
      readonly signal: AbortSignal;
      /** Secrets in the code that may be uploaded all the same. */
      readonly letThrough: readonly LetThrough[];
    },
  ): Promise<void>;
  /** The request that `launch` would send, addresses of uploads included as they would be. */
  preview(connection: Connection, launch: TrainingLaunch, signal?: AbortSignal): Promise<object>;
  /** Creates the same job again under a new name, `name` or one that is made; answers it. */
  again(
    connection: Connection,
    jobName: string,
    options?: {
      readonly signal?: AbortSignal;
      readonly change?: RequestChange;
      readonly name?: string;
    },
  ): Promise<string>;
  /** Checks that an interpreter runs and is new enough; rejects with `noPython`. */
  checkPython(path: string): Promise<PythonInterpreter>;
  /** The best interpreter on the PATH; rejects with `noPython` when there is none. */
  pythonOnPath(): Promise<PythonInterpreter>;
}

/** A tuning job and its trials, as the results page needs them. */
export interface TuningBackend {
  readonly kind: ResourceKind;
  describe(connection: Connection, name: string, signal?: AbortSignal): Promise<TuningJob>;
  /** A page of its trials, the newest first. */
  listTrials(
    connection: Connection,
    name: string,
    token?: string,
    signal?: AbortSignal,
  ): Promise<Page<Trial>>;
}

/** What AWS charges in a connection's region. */
export type PriceBackend = Pick<Prices, 'known' | 'current'>;

/** Instances that jobs have left running for the next one. */
interface WarmPoolBackend {
  readonly list: typeof listWarmPools;
  readonly letGo: typeof letGoWarmPool;
}

/** The tags of any resource by its ARN. */
interface TagBackend {
  readonly list: typeof listTags;
  readonly change: typeof changeTags;
}

/** A file inside a model archive. */
export interface ArtifactMember {
  readonly name: string;
  readonly bytes: number;
}

/** A job's model archive (`model.tar.gz`) by its S3 address. */
export interface ArtifactBackend {
  members(
    connection: Connection,
    uri: string,
    signal?: AbortSignal,
  ): Promise<readonly ArtifactMember[]>;
  /** The text of a member; rejects with `invalid` when it is no text or too large to show. */
  text(connection: Connection, uri: string, member: string): Promise<string>;
  /** Writes the archive to a file of this computer. */
  save(connection: Connection, uri: string, file: string, signal?: AbortSignal): Promise<void>;
}
