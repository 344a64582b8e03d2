import type { Uri } from 'vscode';
import type { Mend } from './core/errors';
import type { Area } from './core/resources/area';
import type { ResourceItem } from './core/resources/kind';

/** The row of a connection as commands receive it. */
export interface ConnectionTarget {
  readonly connectionId: string;
}

/** A row of the resource tree as commands receive it; `undefined` when called from the palette. */
export interface ResourceRow {
  readonly connectionId: string;
  readonly kindId: string;
  readonly item: ResourceItem;
}

/** The row above a list as commands receive it. */
export type ListTarget = Pick<ResourceRow, 'connectionId' | 'kindId'>;

/** What a list's command is called with; without one, the person is asked which. */
type List = [list?: ListTarget];

/** What a link in a description stands for. */
export interface ReferenceTarget {
  /** Of the description. */
  readonly connectionId: string;
  /** An ARN or an `s3://` address. */
  readonly target: string;
}

/** What a row's command is called with; a view's name is how a keybinding asks for the rows selected there. */
type Row = [row?: ResourceRow, selection?: readonly ResourceRow[]];

/** Every command with its arguments; `package.json` is compared with this table by a test. */
export interface CommandArguments {
  'sagemakerWorkbench.script.train': [script?: Uri];
  'sagemakerWorkbench.script.trainAgain': [script?: Uri];
  'sagemakerWorkbench.script.debug': [script?: Uri];
  /** The file of a job, without one that of the editor; menus tell what is selected beside it. */
  'sagemakerWorkbench.jobFile.train': [file?: Uri, to?: ConnectionTarget | readonly Uri[]];
  'sagemakerWorkbench.jobFile.preview': [file?: Uri];
  'sagemakerWorkbench.jobFile.openForm': [file?: Uri];
  'sagemakerWorkbench.jobFile.debug': [file?: Uri];
  'sagemakerWorkbench.sample.create': [];
  'sagemakerWorkbench.connection.choose': [];
  'sagemakerWorkbench.connection.show': [];
  'sagemakerWorkbench.connection.hide': [connection?: ConnectionTarget];
  'sagemakerWorkbench.connection.use': [connection?: ConnectionTarget];
  /** What is to be mended; without it, whatever a connection lacks that is shown. */
  'sagemakerWorkbench.connection.signIn': [mend?: Mend];
  'sagemakerWorkbench.python.choose': [];
  'sagemakerWorkbench.sandbox.restart': [];
  'sagemakerWorkbench.sandbox.clear': [];
  'sagemakerWorkbench.output.show': [];
  'sagemakerWorkbench.walkthrough.open': [];
  'sagemakerWorkbench.resources.refresh': [];
  'sagemakerWorkbench.resources.find': [];
  'sagemakerWorkbench.resources.filterByText': List;
  'sagemakerWorkbench.resources.filterByStatus': List;
  'sagemakerWorkbench.resources.filterByAge': List;
  'sagemakerWorkbench.resources.filterByTag': List;
  'sagemakerWorkbench.resources.sort': List;
  'sagemakerWorkbench.resources.group': List;
  'sagemakerWorkbench.resources.clearFilter': List;
  'sagemakerWorkbench.resources.loadAll': List;
  /** The row selected in a view; a click leaves the keys to the tree. */
  'sagemakerWorkbench.resource.open': [area: Area, by?: 'click'];
  'sagemakerWorkbench.resource.describe': Row;
  'sagemakerWorkbench.resource.start': Row;
  'sagemakerWorkbench.resource.stop': Row;
  'sagemakerWorkbench.resource.delete': Row;
  'sagemakerWorkbench.resource.pin': Row;
  'sagemakerWorkbench.resource.unpin': Row;
  'sagemakerWorkbench.resource.editTags': Row;
  'sagemakerWorkbench.resource.copyName': Row;
  'sagemakerWorkbench.resource.copyArn': Row;
  'sagemakerWorkbench.resource.copyS3Uri': Row;
  'sagemakerWorkbench.resource.openConsole': Row;
  'sagemakerWorkbench.reference.open': [reference: ReferenceTarget];
  'sagemakerWorkbench.trainingJob.openLogs': Row;
  'sagemakerWorkbench.trainingJob.openModel': Row;
  'sagemakerWorkbench.trainingJob.trainAgain': Row;
  'sagemakerWorkbench.trainingJob.trainCurrentCode': Row;
  'sagemakerWorkbench.trainingJob.copyAs': Row;
  'sagemakerWorkbench.trainingJob.resume': Row;
  'sagemakerWorkbench.trainingJob.tryElsewhere': Row;
  'sagemakerWorkbench.warmPools.show': [];
  'sagemakerWorkbench.trainingJob.clone': Row;
  'sagemakerWorkbench.trainingJob.saveAsFile': Row;
  'sagemakerWorkbench.request.convert': [];
  'sagemakerWorkbench.algorithm.train': [];
  'sagemakerWorkbench.request.open': [];
  'sagemakerWorkbench.tuningJob.openResults': Row;
}

export type CommandId = keyof CommandArguments;

type OwnName<Id> = Id extends `sagemakerWorkbench.${infer Name}` ? Name : never;

const commands: Readonly<Record<OwnName<CommandId>, true>> = {
  'script.train': true,
  'script.trainAgain': true,
  'script.debug': true,
  'jobFile.train': true,
  'jobFile.preview': true,
  'jobFile.openForm': true,
  'jobFile.debug': true,
  'sample.create': true,
  'connection.choose': true,
  'connection.show': true,
  'connection.hide': true,
  'connection.use': true,
  'connection.signIn': true,
  'python.choose': true,
  'sandbox.restart': true,
  'sandbox.clear': true,
  'output.show': true,
  'walkthrough.open': true,
  'resources.refresh': true,
  'resources.find': true,
  'resources.filterByText': true,
  'resources.filterByStatus': true,
  'resources.filterByAge': true,
  'resources.filterByTag': true,
  'resources.sort': true,
  'resources.group': true,
  'resources.clearFilter': true,
  'resources.loadAll': true,
  'resource.open': true,
  'resource.describe': true,
  'resource.start': true,
  'resource.stop': true,
  'resource.delete': true,
  'resource.pin': true,
  'resource.unpin': true,
  'resource.editTags': true,
  'resource.copyName': true,
  'resource.copyArn': true,
  'resource.copyS3Uri': true,
  'resource.openConsole': true,
  'reference.open': true,
  'trainingJob.openLogs': true,
  'trainingJob.openModel': true,
  'trainingJob.trainAgain': true,
  'trainingJob.trainCurrentCode': true,
  'trainingJob.copyAs': true,
  'trainingJob.resume': true,
  'trainingJob.tryElsewhere': true,
  'warmPools.show': true,
  'trainingJob.clone': true,
  'trainingJob.saveAsFile': true,
  'request.convert': true,
  'algorithm.train': true,
  'request.open': true,
  'tuningJob.openResults': true,
};

/** Every command there is; the compiler sees to it that none is missing. */
export const commandIds = Object.keys(commands).map(
  (name) => `sagemakerWorkbench.${name}` as CommandId,
);

export const viewContainerId = 'sagemakerWorkbench';

/** By what they show. */
export const views = {
  jobs: 'sagemakerWorkbench.jobs',
  models: 'sagemakerWorkbench.models',
  endpoints: 'sagemakerWorkbench.endpoints',
  more: 'sagemakerWorkbench.more',
} as const satisfies Readonly<Record<Area, string>>;

/** What a click on a row runs, a command for each view: clicks do not tell where they were. */
export const clickCommand = (area: Area): string => `${views[area]}.click`;

export const panels = {
  launch: 'sagemakerWorkbench.launch',
  clone: 'sagemakerWorkbench.clone',
  logs: 'sagemakerWorkbench.logs',
  tuning: 'sagemakerWorkbench.tuning',
} as const;

/** Type of the debug configurations that start a job in the sandbox. */
export const debugType = 'sagemakerWorkbench';

/** Type of the tasks that start the jobs of files. */
export const taskType = 'sagemakerWorkbench';

/** Files that say jobs, and how many of a workspace are offered at most. */
export const jobFiles = {
  suffix: '.sagemaker.json',
  glob: '**/*.sagemaker.json',
  ignored: '**/{node_modules,.venv,venv,site-packages,__pycache__}/**',
  most: 200,
} as const;

/** Id within this extension; the workbench knows it as `{extension}#{id}`. */
export const walkthroughId = 'firstJob';

/** Schemes of the read-only documents. */
export const documentSchemes = {
  /** A resource's description as the service gives it. */
  resource: 'sagemaker-resource',
  /** The whole text of a job's logs. */
  log: 'sagemaker-log',
  /** A text file inside a model archive. */
  artifact: 'sagemaker-artifact',
  /** A request before it is sent. */
  request: 'sagemaker-request',
} as const;

/** Settings with their value types. */
export interface Settings {
  /** Interpreter for sandbox jobs; empty: the Python extension's choice, a `.venv`, then the PATH. */
  'sagemakerWorkbench.sandbox.pythonPath': string;
  /** Patterns of account numbers, aliases and profiles to be careful with. */
  'sagemakerWorkbench.connections.protected': readonly string[];
  /** Largest cost of a job in US dollars that a click confirms; above it the amount is typed. */
  'sagemakerWorkbench.launch.askAbove': number | null;
}

/** Steps of the walkthrough. */
export type FirstStep = 'script' | 'train' | 'logs' | 'model' | 'connect';

/** What a view has to say when it has no rows; `noKinds`: the connection's service has none of its kinds. */
export type ViewState =
  'loading' | 'noConnection' | 'sandboxFailed' | 'noPython' | 'noKinds' | 'empty' | 'rows';

/** Context keys with their value types. */
export interface ContextKeys extends Record<`sagemakerWorkbench.step.${FirstStep}`, boolean> {
  'sagemakerWorkbench.jobsView': ViewState;
  'sagemakerWorkbench.modelsView': ViewState;
  'sagemakerWorkbench.endpointsView': ViewState;
  'sagemakerWorkbench.moreView': ViewState;
  /** Whether views show other connections beside the chosen one. */
  'sagemakerWorkbench.showsSeveral': boolean;
  /** Whether the chosen connection is the sandbox of this computer. */
  'sagemakerWorkbench.runsHere': boolean;
  /** Scripts that have been launched before, as a record of paths for `in` clauses. */
  'sagemakerWorkbench.launchedScripts': Readonly<Record<string, boolean>>;
  /** Whether any script of this workspace has been launched. */
  'sagemakerWorkbench.hasLaunched': boolean;
}
