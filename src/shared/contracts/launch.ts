import type {
  ArgumentType,
  Literal,
  OfferedArguments,
  ScriptMetric,
} from '../../core/training/inspection';
import type { ChannelOptions, LaunchSettings, SettingsOffer } from './launchSettings';

/** What a person can change on the launch page; the host derives everything else from it. */
export interface LaunchDraft {
  readonly jobName: string;
  /** By argument name, as typed; an argument that is absent or `null` is left out of the request. */
  readonly values: Readonly<Record<string, string | null>>;
  /** Rows for what the inspection could not see. */
  readonly extra: readonly { readonly name: string; readonly value: string }[];
  /** The folder that is packed, relative to the script's own, with `/`: one of `LaunchState.sourceFolders`. */
  readonly sourceFolder: string;
  /** Absolute files and folders that are packed at the root of the code too. */
  readonly alsoPacked: readonly string[];
  readonly channels: readonly DraftChannel[];
  readonly maxRuntimeMinutes: number;
  /** Consent to install what `requirements.txt` names; without effect where it is not offered. */
  readonly installRequirements: boolean;
  /** Names of the script's metrics that the job does not read. */
  readonly leftOutMetrics: readonly string[];
  /** Of the connection that the job goes to; without effect where there is no `LaunchState.settings`. */
  readonly settings: LaunchSettings;
  /** JSON as typed: fields of CreateTrainingJob that the page has none of its own for. Absent: none. */
  readonly otherFields?: string;
}

export interface DraftChannel {
  readonly name: string;
  /** As shown: relative to the script's folder where it lies inside, else absolute; or an address in S3. */
  readonly path: string;
  /** Without effect where there is no `LaunchState.settings`. */
  readonly options?: ChannelOptions;
}

export interface FormArgument {
  readonly name: string;
  /** `--learning-rate`, `-l` */
  readonly flags: readonly string[];
  readonly type: ArgumentType;
  readonly default: Literal;
  readonly hasDefault: boolean;
  readonly choices: readonly Literal[] | null;
  /** Its choices may be written in other capitals; absent: they may not. */
  readonly ignoresCase?: true;
  /** As in `add_argument`; absent: one value. */
  readonly nargs?: string | number | null;
  readonly required: boolean;
  readonly help: string | null;
  /** False: could not be read in full; the page says so and shows the line. */
  readonly certain: boolean;
  readonly line: number;
  /** Read without a parser: what looks like a number arrives as one. */
  readonly isPlain?: true;
}

export type PreflightTone = 'ok' | 'info' | 'warning' | 'error' | 'busy';

/** Something to click; the page sends `fix` with its id, unless a field of its own does it. */
export interface PreflightLink {
  readonly id: string;
  readonly label: string;
}

export interface PreflightLine {
  readonly id: string;
  readonly tone: PreflightTone;
  readonly message: string;
  /** What folding it out shows: the files, the reason, the origin. */
  readonly detail?: string | undefined;
  /** What mends it or leads there, the best first. */
  readonly links?: readonly PreflightLink[] | undefined;
  /** The field that it speaks of, as in `FieldErrors`; the links stand there too. */
  readonly field?: string | undefined;
}

/** The arguments that the chosen image makes of the form. */
export interface CommandLine {
  /** Hyperparameter by hyperparameter, in the image's order. */
  readonly parts: readonly {
    /** `--name` and its value, as the image builds them. */
    readonly built: readonly string[];
    /** What a shell lets through to the script; `null`: all as it is. */
    readonly received: readonly string[] | null;
  }[];
  /** The image's, for people. */
  readonly image: string;
}

/**
 * Field of the form (`jobName`, `value:epochs`, `extra:0`, `sourceFolder`, `alsoPacked:0`, `channelName:0`,
 * `channelPath:0`, `channels`, `hyperparameters`, `maxRuntimeMinutes`, `setting:roleArn`,
 * `group:0:type`, `tag:0:name`) to what is wrong with it.
 */
export type FieldErrors = Readonly<Record<string, string>>;

/** A file of the source folder that is packed. */
export interface PackedFile {
  /** Relative to the source folder, with `/`. */
  readonly path: string;
  readonly bytes: number;
  /** Whether the page offers to leave it out. */
  readonly isOffered: boolean;
}

/** A file or folder that is not packed. */
export interface LeftOutFile {
  readonly path: string;
  readonly reason: LeftOutReason;
  /** Of a file that is too large, else 0. */
  readonly bytes: number;
  /** Whether the page offers to pack it all the same. */
  readonly isOffered: boolean;
}

/**
 * `secret`, `large`: by its name or size. `repository`, `outside`, `broken`: a link that leads into version
 * control, out or nowhere. `name`: one that no archive can hold. `rule`: by an ignore file. `standard`: what
 * tools and this computer need.
 * `environment`: a virtual environment. `data`: it is uploaded for a channel.
 */
export type LeftOutReason =
  | 'secret'
  | 'large'
  | 'repository'
  | 'outside'
  | 'broken'
  | 'name'
  | 'rule'
  | 'standard'
  | 'environment'
  | 'data';

/** What is packed of the source folder. */
export interface PackedCode {
  readonly files: number;
  readonly bytes: number;
  /** The largest first; not more than a page can show. */
  readonly largest: readonly PackedFile[];
  /** The first of `leftOutCount`. */
  readonly leftOut: readonly LeftOutFile[];
  readonly leftOutCount: number;
}

/** A field of the request that is no longer as it was. */
export interface LaunchChange {
  /** As in `FieldErrors`; `null`: no field is shown of it any more. */
  readonly field: string | null;
  /** What it is called where a person has named it, such as a hyperparameter; else its path. */
  readonly name: string;
  /** `null`: not there. */
  readonly before: string | null;
  readonly after: string | null;
}

/** The request that a page without a script shows. */
export interface LaunchOriginal {
  /** The training job's; `null`: it is of no job. */
  readonly jobName: string | null;
  /** Of SageMaker's own, whose image it is; absent: the request was made before. */
  readonly algorithm?: string;
  /** Name of the job file that says it. */
  readonly file?: string;
  /** Where its code lies, `s3://…`; `null`: in the image, as far as is known. */
  readonly code: string | null;
  /** In the order of the request. */
  readonly changes: readonly LaunchChange[];
}

/** Everything the launch page shows. */
export interface LaunchState {
  /** What the page remembers for when it is restored. */
  readonly connectionId: string;
  readonly connection: string;
  readonly region: string;
  readonly script: string;
  /** Absolute. */
  readonly sourceDirectory: string;
  /** Folders that can be packed, the script's own first; the draft's own too where it cannot be. */
  readonly sourceFolders: readonly { readonly value: string; readonly label: string }[];
  /** What the job starts, relative to the source folder. */
  readonly entryPoint: string;
  /** Framework and where that is known from; `null`: none recognised. */
  readonly framework: { readonly label: string; readonly origin: string } | null;
  readonly arguments: readonly FormArgument[];
  /** `from argparse, 7`, or why there are none. */
  readonly argumentsOrigin: string;
  /** What classes of libraries add, by name only. */
  readonly offered: readonly OfferedArguments[];
  readonly commandLine: CommandLine;
  /** What the script prints of its training, as far as a job can read it. */
  readonly metrics: readonly ScriptMetric[];
  /** `null` until the source folder was read. */
  readonly code: PackedCode | null;
  /** The file whose packages can be installed for the job; `null` where that is not offered. */
  readonly requirements: string | null;
  readonly draft: LaunchDraft;
  /** Where the page is the changed form of a request; absent: it is of a script. */
  readonly original?: LaunchOriginal;
  /** What can be set for jobs that run elsewhere; `null` where they run on this computer. */
  readonly settings: SettingsOffer | null;
  /** Grows with every draft that the host changed itself; the page then takes the draft over. */
  readonly draftVersion: number;
  /** Whether anything but the name differs from what the script fills in. */
  readonly isChanged: boolean;
  readonly errors: FieldErrors;
  readonly preflight: readonly PreflightLine[];
  /** What the job costs, or that it costs nothing. */
  readonly cost: string;
  /** Of which day the prices are, and what they leave out; `null`: there is nothing to say. */
  readonly costDetail: string | null;
  /** A plain sentence why Start is disabled, which repeats nothing of the page; `null` when it is not. */
  readonly refusal: string | null;
  /** Where the page shows what is to be mended for that; `null`: nowhere, or nothing is. */
  readonly refusalPlace: 'fields' | 'checks' | null;
  /** What is under way, with the done fraction where it is known. */
  readonly progress: { readonly message: string; readonly fraction: number | null } | null;
  /** What went wrong at the last start. */
  readonly failure: LaunchFailure | null;
}

interface LaunchFailure {
  readonly message: string;
  /** Label of what mends it. */
  readonly fix: string | null;
  /** The page goes to what the job runs on; otherwise the host does what mends it. */
  readonly isOfInstances?: boolean | undefined;
  /** What else mends it, by the host. */
  readonly links?: readonly PreflightLink[] | undefined;
}
