import type { ConnectionTraits } from '../../core/connections/connection';
import type { TrainingPlace } from '../../core/images/trainingImage';
import type { DeclaredVersion } from '../../core/training/inspect/frameworkVersion';
import type { LaunchDraft } from '../../shared/contracts/launch';
import type { LaunchSettings } from '../../shared/contracts/launchSettings';
import type { ReadInspection, RememberedForm } from './launchDraft';
import type { SourceRoots } from './sourceRoots';

/** A script as it was read. */
export interface InspectedScript extends ReadInspection {
  readonly text: string;
  /** The release of its framework that the files beside it ask for. */
  readonly declared: DeclaredVersion | null;
}

export interface FormPorts {
  /** Reads the script, and what it says about itself. */
  inspect(roots: SourceRoots, from: ReadFrom): Promise<InspectedScript>;
  /** Source folders that a draft may name, the script's own (`.`) first. */
  sourceFolders(): readonly string[];
  /** Those of `paths`, absolute or relative to the script's folder, that exist. */
  existing(paths: readonly string[]): Promise<readonly string[]>;
  remembered(): RememberedForm;
  /** The script's settings on the connection, as they were left; else what is likely there. */
  settings(): LaunchSettings;
  /** Keeps the form for the next time; it is as it could be launched. */
  remember(draft: LaunchDraft): void;
  now(): Date;
}

/** Which text of files counts: what editors show, else what is on disk; or only that, as it is packed. */
export type ReadFrom = 'editors' | 'disk';

/** The ports, and what holds where the job goes now. */
export interface PlacedPorts extends FormPorts {
  traits(): ConnectionTraits;
  place(draft: LaunchDraft | undefined): TrainingPlace;
}
