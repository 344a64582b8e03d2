import type { SdkDefaultsFound } from '../../aws/training/readSdkDefaults';
import type { ScriptEdit } from '../../core/training/argv/argvProblem';
import type { TrainingLaunch } from '../../core/training/launch';
import type { LaunchState } from '../../shared/contracts/launch';
import type { AccountPorts } from './accountState';
import type { FormPorts } from './formPorts';
import type { LaunchReport } from './launchStart';
import type { NamePorts } from './nameCheck';
import type { PackagePorts } from './packageChecks';
import type { CheckPorts } from './preflightChecks';
import type { SourcePorts } from './sourceCheck';

/** What a launch needs of the disk, the editors and the service. */
export interface LaunchPorts extends FormPorts, NamePorts, PackagePorts {
  readonly checks: CheckPorts;
  readonly source: SourcePorts;
  readonly account: AccountPorts;
  /** What the SageMaker SDK's defaults files said when they were read last; `undefined`: they were not. */
  defaults(): SdkDefaultsFound | undefined;
  send(state: LaunchState): void;
  /** Writes what is changed in editors below absolute paths, since files are what is packed. */
  save(packed: readonly string[]): Promise<void>;
  /** Edits the script, which must still be `text`, and saves it. */
  editScript(edits: readonly ScriptEdit[], text: string): Promise<void>;
  /** Packs, uploads and creates the job. */
  launch(launch: TrainingLaunch, report: LaunchReport, signal: AbortSignal): Promise<void>;
}
