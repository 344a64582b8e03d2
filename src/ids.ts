import type { Uri } from 'vscode';
import type { ResourceItem } from './core/resources/kind';

/** A row of the resource tree as commands receive it; `undefined` when called from the palette. */
export interface ResourceRow {
  readonly connectionId: string;
  readonly kindId: string;
  readonly item: ResourceItem;
}

type Row = [row?: ResourceRow, selection?: readonly ResourceRow[]];

/** Every command with its arguments; `package.json` is compared with this table by a test. */
export interface CommandArguments {
  'sagemakerWorkbench.script.train': [script?: Uri];
  'sagemakerWorkbench.script.trainAgain': [script?: Uri];
  'sagemakerWorkbench.connection.choose': [];
  'sagemakerWorkbench.python.choose': [];
  'sagemakerWorkbench.sandbox.restart': [];
  'sagemakerWorkbench.output.show': [];
  'sagemakerWorkbench.walkthrough.open': [];
  'sagemakerWorkbench.resources.refresh': [];
  'sagemakerWorkbench.resources.loadMore': [row?: unknown];
  'sagemakerWorkbench.resource.describe': Row;
  'sagemakerWorkbench.resource.stop': Row;
  'sagemakerWorkbench.resource.delete': Row;
  'sagemakerWorkbench.resource.copyName': Row;
  'sagemakerWorkbench.resource.copyArn': Row;
  'sagemakerWorkbench.resource.openConsole': Row;
  'sagemakerWorkbench.trainingJob.openLogs': Row;
  'sagemakerWorkbench.trainingJob.openModel': Row;
  'sagemakerWorkbench.trainingJob.trainAgain': Row;
}

export type CommandId = keyof CommandArguments;

export const viewContainerId = 'sagemakerWorkbench';

export const views = {
  jobs: 'sagemakerWorkbench.jobs',
} as const;

export const panels = {
  launch: 'sagemakerWorkbench.launch',
  logs: 'sagemakerWorkbench.logs',
} as const;

export const walkthroughId = 'sagemakerWorkbench.firstJob';

/** Settings with their value types. */
export interface Settings {
  /** Interpreter for sandbox jobs; empty: the Python extension's choice, then the PATH. */
  'sagemakerWorkbench.sandbox.pythonPath': string;
}

/** Context keys with their value types. */
export interface ContextKeys {
  /** What the Jobs view has to say when it has no rows. */
  'sagemakerWorkbench.jobsView':
    'loading' | 'noConnection' | 'sandboxFailed' | 'noPython' | 'empty' | 'rows';
  /** Scripts that have been launched before, as a record of paths for `in` clauses. */
  'sagemakerWorkbench.launchedScripts': Readonly<Record<string, boolean>>;
  /** Whether the chosen connection can launch. */
  'sagemakerWorkbench.canLaunch': boolean;
}
