import type * as vscode from 'vscode';
import { join } from 'node:path';
import { createRunner } from './commands';
import { guard, runCommand } from './commands/run';
import { openOtherConnection } from './commands/cloneJobElsewhere';
import { chooseConnection } from './commands/connections';
import { pickScript, workspaceScripts } from './commands/scripts';
import type { Connection } from './aws/connection';
import { failureCause } from './core/training/failureCause';
import { panels, type CommandId } from './ids';
import { createSampleProject, type SampleVariant } from './node/sampleProject';
import { systemClock } from './node/systemClock';
import { claim } from './platform/claims';
import { showFile } from './platform/documents';
import type { Output } from './platform/output';
import type { ReadOnlyDocuments } from './platform/readOnlyDocuments';
import type { Store } from './platform/state';
import { trainingKind, type Backend } from './ui/backend';
import type { Lazy } from './platform/lazy';
import type { ChosenConnection } from './ui/connection/chosenConnection';
import { ClonePages } from './ui/clone/clonePages';
import type { Original } from './ui/clone/original';
import { Debugging } from './ui/debug/debugging';
import { Documents } from './ui/documents/documents';
import { registerReferenceLinks } from './ui/documents/referenceLinks';
import { JobFileLauncher } from './ui/jobFile/jobFileLauncher';
import type { JobOfFile } from './ui/jobFile/jobOfFile';
import { JobTasks } from './ui/jobFile/jobTasks';
import { rememberJobFile } from './ui/jobFile/rememberJobFile';
import { JobCode } from './ui/jobs/jobCode';
import { tellJobEnd } from './ui/jobs/jobNotifier';
import { spotTextOf } from './ui/after/spotTextOf';
import { FailureCauses } from './ui/jobs/failureCauses';
import { LaunchedJobs } from './ui/jobs/launchedJobs';
import { JobWatcher } from './ui/jobs/jobWatcher';
import { heldDraft } from './ui/launch/heldDraft';
import { showLaunchedScripts } from './ui/launch/launchedScripts';
import { Launcher } from './ui/launch/launcher';
import { PythonFinder } from './ui/launch/pythonFinder';
import type { Launched } from './ui/panels/launchPanel';
import { Panels, type FilledForm } from './ui/panels/panels';
import type { ResourceTree } from './ui/tree/resourceTree';
import type { FirstSteps } from './ui/welcome/firstSteps';
import { openSample } from './ui/welcome/sampleArrival';

export interface AppParts {
  readonly context: vscode.ExtensionContext;
  readonly output: Output;
  readonly store: Store;
  /** What all windows remember. */
  readonly shared: Store;
  readonly firstSteps: FirstSteps;
  readonly backend: Lazy<Backend>;
  readonly chosen: ChosenConnection;
  readonly viewer: ReadOnlyDocuments;
  readonly tree: ResourceTree;
}

/** Everything that is loaded with the first command, page or document. */
export interface App {
  run(id: CommandId, args: readonly unknown[]): Promise<void>;
  readonly debugging: Debugging;
  readonly jobTasks: JobTasks;
  /** The text of a read-only document. */
  load(uri: vscode.Uri): Promise<string>;
  /** Fills a panel that the workbench has kept through a reload. */
  restore(panel: vscode.WebviewPanel, state: unknown): Promise<void>;
  dispose(): void;
}

export function createApp(parts: AppParts): App {
  const { context, output, store, shared, firstSteps, backend, chosen, viewer, tree } = parts;
  const python = new PythonFinder(backend);
  const launcher = new Launcher({ backend, python, store, shared, clock: systemClock });
  const documents: Documents = new Documents({
    backend,
    chosen,
    viewer,
    logText: (connectionId, jobName) => panelHost.logText(connectionId, jobName),
  });
  const launchedJobs = new LaunchedJobs(store);
  const watcher = createWatcher(parts, launchedJobs);

  const started = async ({ info: { id } }: Connection, name: string): Promise<void> => {
    await watcher.watch({ connectionId: id, name });
    const row = { connectionId: id, kindId: 'trainingJob', item: { name } };
    await runCommand('sagemakerWorkbench.trainingJob.openLogs', row);
    await tree.revealNew(row, name);
  };
  const remember = async ({ connection, jobName, script, ...own }: Launched): Promise<void> => {
    const draft = await heldDraft(connection.info, own.draft);
    await launcher.memory.launched(script, connection.info, draft);
    await launchedJobs.remember({
      ...{ connectionId: connection.info.id, name: jobName },
      ...{ script, draft },
    });
    showLaunchedScripts(store);
  };
  const launched = async (launch: Launched): Promise<void> => {
    await remember(launch);
    firstSteps.done('train');
    await started(launch.connection, launch.jobName);
  };
  const jobFileLauncher = new JobFileLauncher({ backend, launcher, clock: systemClock });
  const fileMemory = { launchedJobs, memory: launcher.memory };
  const launchedFile = async (
    connection: Connection,
    file: vscode.Uri,
    job: JobOfFile,
  ): Promise<void> => {
    await rememberJobFile(fileMemory, { connection, file, job });
    await started(connection, job.launch.jobName);
  };
  /** Without a page: the person debugs, or reads a terminal. */
  const follow = async ({ info: { id } }: Connection, name: string): Promise<void> => {
    await watcher.watch({ connectionId: id, name });
    await tree.revealNew({ connectionId: id, kindId: 'trainingJob' }, name);
  };
  const followFile = async (
    connection: Connection,
    file: vscode.Uri,
    job: JobOfFile,
  ): Promise<void> => {
    await rememberJobFile(fileMemory, { connection, file, job });
    await follow(connection, job.launch.jobName);
  };
  const code = new JobCode({
    launchedJobs,
    open: (id) => chosen.openById(id),
    kind: () => trainingKind(backend),
    showFile: (path, line) => showFile(path, line),
    showPacked: (row, uri, { path, line }) => documents.showMember(row, uri, path, line),
  });
  const panelHost: Panels = new Panels({
    extensionUri: context.extensionUri,
    chosen,
    launcher,
    output,
    clock: systemClock,
    kind: () => trainingKind(backend),
    launched: (launch) => guard('opening a new job', () => launched(launch), output),
    showRequest: (jobName, text) => documents.showRequest(jobName, text),
    showLogText: (connectionId, jobName) => documents.showLogText(connectionId, jobName),
    chooseConnection: async (wanted) => {
      if (wanted) {
        return await openOtherConnection(services, wanted);
      }
      return (await chooseConnection(services)) ? chosen.open() : undefined;
    },
    openModel: (row) => runCommand('sagemakerWorkbench.trainingJob.openModel', row),
    trainSameCode: (row) => runCommand('sagemakerWorkbench.trainingJob.trainAgain', row),
    trainCurrentCode: (row) => runCommand('sagemakerWorkbench.trainingJob.trainCurrentCode', row),
    openCode: (row, place) => code.open(row, place),
    tuning: async () => (await backend()).tuning,
    openLogs: (row) => runCommand('sagemakerWorkbench.trainingJob.openLogs', row),
    describe: (row) => runCommand('sagemakerWorkbench.resource.describe', row),
    openResults: (row) => runCommand('sagemakerWorkbench.tuningJob.openResults', row),
    mend: (mend) => runCommand('sagemakerWorkbench.connection.signIn', mend),
    stop: (row) => runCommand('sagemakerWorkbench.resource.stop', row),
  });
  const clonePages = new ClonePages({
    extensionUri: context.extensionUri,
    ...{ backend, chosen, launcher, store },
    showRequest: (jobName, text) => documents.showRequest(jobName, text),
    chooseScript: async () => (await pickScript(workspaceScripts))?.fsPath,
    openLaunchPage: (script, form) => panelHost.openLaunch(script, form),
    started: (connection, jobName) =>
      guard('opening a new job', () => started(connection, jobName), output),
    otherConnection: (of) => openOtherConnection(services, of),
    failed: (error) => output.error('restoring a page', error),
  });
  const services = {
    ...{ backend, chosen, documents, tree, python, launcher, output, firstSteps, shared },
    ...{ launchedJobs, launched, started, launchedFile },
    jobFileLauncher,
    clock: systemClock,
    extensionId: context.extension.id,
    createSample: (variant: SampleVariant, parent: string) =>
      createSampleProject(context.asAbsolutePath(join('media', 'samples')), variant, parent),
    openSample: (folder: string, newWindow: boolean) => openSample(shared, folder, newWindow),
    openLaunchPage: (script: string, form?: FilledForm) => panelHost.openLaunch(script, form),
    openClonePage: (connection: Connection, original: Original, of?: Connection) =>
      clonePages.open(connection, original, of),
    openLogPage: (connectionId: string, jobName: string, preserveFocus?: boolean) =>
      panelHost.openLogs(connectionId, jobName, preserveFocus),
    openTuningPage: (connectionId: string, jobName: string, preserveFocus?: boolean) =>
      panelHost.openTuning(connectionId, jobName, preserveFocus),
    lookAgain: () => panelHost.lookAgain(),
  };

  const debugging = new Debugging({
    ...{ backend, chosen, launcher, python, store, output },
    guard: (work) => guard('debugging a script', work, output),
    openLaunchPage: (script) => panelHost.openLaunch(script),
    train: (script) => runCommand('sagemakerWorkbench.script.trainAgain', script),
    debugged: async (job) => {
      await remember(job);
      await follow(job.connection, job.jobName);
    },
    jobFileLauncher,
    trainFile: (file) => runCommand('sagemakerWorkbench.jobFile.train', file),
    debuggedFile: followFile,
  });

  const links = registerReferenceLinks(backend);
  watcher.resume();
  return {
    run: createRunner(services),
    debugging,
    jobTasks: new JobTasks({
      ...{ backend, chosen, jobFileLauncher },
      clock: systemClock,
      followed: followFile,
      stop: (row) => runCommand('sagemakerWorkbench.resource.stop', row),
      failed: (error) => output.error('running a job file', error),
    }),
    load: (uri) => documents.load(uri),
    restore: (panel, state) => {
      const restorers: Readonly<Record<string, () => Promise<void>>> = {
        [panels.launch]: () => panelHost.restoreLaunch(panel, state),
        [panels.clone]: () => clonePages.restore(panel, state),
        [panels.tuning]: () => panelHost.restoreTuning(panel, state),
        [panels.logs]: () => panelHost.restoreLogs(panel, state),
      };
      return guard('restoring a page', () => restorers[panel.viewType]?.(), output);
    },
    dispose: () => {
      links.dispose();
      watcher.dispose();
      panelHost.dispose();
      clonePages.dispose();
    },
  };
}

function createWatcher(
  { context, output, store, shared, backend, chosen }: AppParts,
  launchedJobs: LaunchedJobs,
): JobWatcher {
  const folder = join(context.globalStorageUri.fsPath, 'claims');
  const causes = new FailureCauses(shared);
  return new JobWatcher(
    {
      open: (id) => chosen.openById(id),
      kind: () => trainingKind(backend),
      load: () => store.get('watchedJobs') ?? [],
      save: (jobs) => store.set('watchedJobs', jobs),
      failed: (error) => output.error('watching jobs', error),
      ended: (end) => {
        const telling = tellJobEnd(end, {
          claim: (key) => claim(folder, key),
          openLogs: (row) => runCommand('sagemakerWorkbench.trainingJob.openLogs', row),
          openModel: (row) => runCommand('sagemakerWorkbench.trainingJob.openModel', row),
          hasScript: ({ connectionId, item }) =>
            launchedJobs.find(connectionId, item.name) !== undefined,
          trainSameCode: (row) => runCommand('sagemakerWorkbench.trainingJob.trainAgain', row),
          trainCurrentCode: (row) =>
            runCommand('sagemakerWorkbench.trainingJob.trainCurrentCode', row),
          resume: (row) => runCommand('sagemakerWorkbench.trainingJob.resume', row),
          tryElsewhere: (row) => runCommand('sagemakerWorkbench.trainingJob.tryElsewhere', row),
          spotText: ({ job, description }) =>
            spotTextOf({ backend, chosen }, job.connectionId, description),
        });
        const kept = end.failureReason
          ? causes.remember(end.job.connectionId, end.item, failureCause(end.failureReason))
          : Promise.resolve();
        Promise.all([telling, kept]).catch((error: unknown) =>
          output.error('telling the end of a job', error),
        );
      },
    },
    systemClock,
  );
}
