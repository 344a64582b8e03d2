import type * as vscode from 'vscode';
import type { Account } from '../core/connections/connection';
import type { LetThrough } from '../core/packaging/secrets/blockedSecrets';
import type { ResourceQuery } from '../core/resources/query';
import type { FirstStep } from '../ids';

/** What can be told of a connection before it is opened. */
export interface KnownConnection {
  readonly id: string;
  readonly label: string;
  readonly region: string;
  readonly runsHere: boolean;
  /** As it was when it was asked for last. */
  readonly account?: Account | undefined;
}

/** What is remembered, by key; every value is JSON. */
export interface Remembered {
  /** The connection chosen for launches and searches. */
  connection: KnownConnection;
  /** Others that views show beside it. */
  shownBeside: readonly KnownConnection[];
  /** By script path: the form as it was left. Its shape belongs to the launch page. */
  drafts: Readonly<Record<string, unknown>>;
  /** By script path: the form as it was launched last. */
  launches: Readonly<Record<string, unknown>>;
  /** By script path and connection: its settings there. Their shape belongs to the launch page. */
  launchSettings: Readonly<Record<string, Readonly<Record<string, RememberedSettings>>>>;
  /** By connection and job: the form of an open page that clones it. Its shape belongs to the launch page. */
  clones: Readonly<Record<string, unknown>>;
  /** By account or connection: ARNs of the roles that jobs got, the last one first. */
  launchRoles: Readonly<Record<string, readonly string[]>>;
  /** By connection and setting: what launches were given there, the last one first. */
  launchChoices: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
  /** By source folder: secrets that a person let through knowingly, told by digests. */
  letThrough: Readonly<Record<string, readonly LetThrough[]>>;
  /** By connection, job and time of its creation: why it failed, in a few words. */
  failureCauses: Readonly<Record<string, string>>;
  /** By connection and kind: how its list is filtered, sorted and grouped, and what is pinned. */
  listQueries: Readonly<Record<string, Readonly<Record<string, ResourceQuery>>>>;
  /** Folder of a sample project that the next window which opens it is to show. */
  sampleToShow: string | undefined;
  /** Folder in which something was saved last. */
  saveFolder: string;
  /** Steps of the walkthrough that were done. */
  firstSteps: readonly FirstStep[];
  /** Interpreters for which debugpy may be installed into an environment of the sandbox. */
  debuggerConsents: readonly string[];
  /** Jobs launched from this workspace whose end has not been told yet. */
  watchedJobs: readonly WatchedJob[];
  /** Jobs launched from this workspace, the newest first. */
  launchedJobs: readonly LaunchedJob[];
}

/** As they were left on the page, and as they were launched last. */
interface RememberedSettings {
  readonly left?: unknown;
  readonly launched?: unknown;
  /** What the defaults of the SageMaker SDK had filled in by then. */
  readonly given?: unknown;
}

export interface WatchedJob {
  readonly connectionId: string;
  readonly name: string;
}

export interface LaunchedJob extends WatchedJob {
  /** Path of the script it was launched from. */
  readonly script: string;
  /** The form it was launched with. Its shape belongs to the launch page. */
  readonly draft: unknown;
  /** Path of the job file that said it, in the place of a form. */
  readonly jobFile?: string | undefined;
}

/** A typed view of a memento. */
export interface Store {
  get<K extends keyof Remembered>(key: K): Remembered[K] | undefined;
  set<K extends keyof Remembered>(key: K, value: Remembered[K]): Promise<void>;
}

/** Remembers in `memento` under the extension's prefix. */
export function createStore(memento: vscode.Memento): Store {
  const prefixed = (key: string): string => `sagemakerWorkbench.${key}`;
  return {
    get: <K extends keyof Remembered>(key: K) => memento.get<Remembered[K]>(prefixed(key)),
    set: async (key, value) => {
      await memento.update(prefixed(key), value);
    },
  };
}
