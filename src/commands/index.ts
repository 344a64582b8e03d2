import * as vscode from 'vscode';
import { AppError } from '../core/errors';
import { findKind } from '../core/resources/findKind';
import {
  views,
  walkthroughId,
  type CommandArguments,
  type CommandId,
  type ResourceRow,
} from '../ids';
import type { Output } from '../platform/output';
import { withViewProgress } from '../platform/progress';
import { mendConnection } from '../ui/connection/mending';
import { Finder } from '../ui/find/finder';
import {
  chooseConnection,
  choosePython,
  restartSandbox,
  type ConnectionServices,
} from './connections';
import { convertTrainingRequest } from './convertRequest';
import { cloneTrainingJob, newJobFromClipboard, type CloneJobServices } from './cloneJob';
import { copyTrainingJobAs } from './copyRequest';
import { debugJobFile, debugScript } from './debugScript';
import { findResource } from './find';
import {
  openFormOfJobFile,
  previewJobFile,
  trainJobFile,
  type JobFileCommandServices,
} from './jobFile';
import { tryElsewhere } from './afterElsewhere';
import { orElsewhere } from './afterRefusal';
import { resumeFromCheckpoint } from './afterResume';
import { showWarmPools } from './afterWarmPools';
import { saveJobAsFile } from './jobFileSave';
import { ListCommands } from './lists';
import { openReference } from './references';
import { ResourceCommands } from './resources';
import { Rows, type Called } from './rows';
import { guard } from './run';
import { createSample, type SampleServices } from './samples';
import { clearSandboxData } from './sandboxData';
import type { LaunchAgainServices } from './launchAgain';
import { train, trainAgain } from './scripts';
import { openSelected } from './selected';
import { hideConnection, showConnection, switchConnection } from './shownConnections';
import { trainAlgorithm } from './trainAlgorithm';
import { TrainingJobCommands, type TrainingJobServices } from './trainingJobs';
import { openResults, type TuningJobServices } from './tuningJobs';

export type CommandServices = ConnectionServices &
  LaunchAgainServices &
  Omit<CloneJobServices, 'rows'> &
  SampleServices &
  JobFileCommandServices &
  Omit<TuningJobServices, 'rows'> &
  Omit<TrainingJobServices, 'rows'> & { readonly output: Output; readonly extensionId: string };

type Commands = {
  readonly [K in CommandId]: (...args: CommandArguments[K]) => unknown;
};

/** Every command with what it does. */
function createCommands(services: CommandServices): Commands {
  const { tree, backend, output } = services;
  const finder = new Finder(services);
  const rows = new Rows(tree.selection, finder, async ({ kindId, item }) => {
    const { kinds } = await backend();
    return findKind(kinds, kindId)?.capabilities(item) ?? [];
  });
  const resources = new ResourceCommands({ ...services, rows });
  const lists = new ListCommands({ ...services, rows });
  const jobs = new TrainingJobCommands({ ...services, rows });
  const onRow =
    (run: (called: Called) => Promise<void>) =>
    (row?: ResourceRow, selection?: readonly ResourceRow[]) =>
      run({ row, selection });
  return {
    'sagemakerWorkbench.script.train': (script) => train(services, script),
    'sagemakerWorkbench.script.trainAgain': (script) => trainAgain(services, script),
    'sagemakerWorkbench.jobFile.train': (file, to) => trainJobFile(services, file, to),
    'sagemakerWorkbench.jobFile.preview': (file) => previewJobFile(services, file),
    'sagemakerWorkbench.jobFile.openForm': (file) => openFormOfJobFile(services, file),
    'sagemakerWorkbench.jobFile.debug': (file) => debugJobFile(file),
    'sagemakerWorkbench.sample.create': () => createSample(services),
    'sagemakerWorkbench.script.debug': (script) => debugScript(script),
    'sagemakerWorkbench.connection.choose': () => chooseConnection(services),
    'sagemakerWorkbench.connection.show': () => showConnection(services),
    'sagemakerWorkbench.connection.hide': (target) => hideConnection(services, target),
    'sagemakerWorkbench.connection.use': (target) => switchConnection(services, target),
    'sagemakerWorkbench.connection.signIn': (mend) => mendConnection(services, mend),
    'sagemakerWorkbench.python.choose': () => choosePython(services),
    'sagemakerWorkbench.sandbox.restart': () => restartSandbox(services),
    'sagemakerWorkbench.sandbox.clear': () => clearSandboxData(services),
    'sagemakerWorkbench.output.show': () => output.show(),
    'sagemakerWorkbench.walkthrough.open': async () => {
      const id = `${services.extensionId}#${walkthroughId}`;
      await vscode.commands.executeCommand('workbench.action.openWalkthrough', id);
      void services.firstSteps.tell();
    },
    'sagemakerWorkbench.resources.refresh': () =>
      withViewProgress(views.jobs, tree.refresh().catch(saidByRows(services.output))),
    'sagemakerWorkbench.resources.find': () => findResource({ ...services, finder }),
    'sagemakerWorkbench.resources.filterByText': (list) => lists.filterByText(list),
    'sagemakerWorkbench.resources.filterByStatus': (list) => lists.filterByStatus(list),
    'sagemakerWorkbench.resources.filterByAge': (list) => lists.filterByAge(list),
    'sagemakerWorkbench.resources.filterByTag': (list) => lists.filterByTag(list),
    'sagemakerWorkbench.resources.sort': (list) => lists.sort(list),
    'sagemakerWorkbench.resources.group': (list) => lists.group(list),
    'sagemakerWorkbench.resources.clearFilter': (list) => lists.clear(list),
    'sagemakerWorkbench.resources.loadAll': (list) =>
      withViewProgress(views.jobs, lists.loadAll(list)),
    'sagemakerWorkbench.resource.open': (area, by) =>
      openSelected({ ...services, jobs }, area, by === 'click'),
    'sagemakerWorkbench.resource.describe': onRow((called) => resources.describe(called)),
    'sagemakerWorkbench.resource.start': onRow((called) => resources.act('start', called)),
    'sagemakerWorkbench.resource.stop': onRow((called) => resources.act('stop', called)),
    'sagemakerWorkbench.resource.delete': onRow((called) => resources.act('remove', called)),
    'sagemakerWorkbench.resource.pin': onRow((called) => lists.pin(called, true)),
    'sagemakerWorkbench.resource.unpin': onRow((called) => lists.pin(called, false)),
    'sagemakerWorkbench.resource.editTags': onRow((called) => resources.editTags(called)),
    'sagemakerWorkbench.resource.copyName': onRow((called) => resources.copyName(called)),
    'sagemakerWorkbench.resource.copyArn': onRow((called) => resources.copyArn(called)),
    'sagemakerWorkbench.resource.copyS3Uri': onRow((called) => resources.copyAddress(called)),
    'sagemakerWorkbench.reference.open': (reference) => openReference(services, reference),
    'sagemakerWorkbench.resource.openConsole': onRow((called) => resources.openConsole(called)),
    'sagemakerWorkbench.trainingJob.openLogs': onRow((called) => jobs.openLogs(called)),
    'sagemakerWorkbench.trainingJob.openModel': onRow((called) => jobs.openModel(called)),
    'sagemakerWorkbench.trainingJob.trainAgain': onRow((called) =>
      orElsewhere(called.row, () => jobs.trainAgain(called)),
    ),
    'sagemakerWorkbench.trainingJob.trainCurrentCode': onRow((called) =>
      jobs.trainCurrentCode(called),
    ),
    'sagemakerWorkbench.trainingJob.copyAs': onRow((called) =>
      copyTrainingJobAs({ ...services, rows }, called),
    ),
    'sagemakerWorkbench.trainingJob.resume': onRow((called) =>
      orElsewhere(called.row, () => resumeFromCheckpoint({ ...services, rows }, called)),
    ),
    'sagemakerWorkbench.trainingJob.tryElsewhere': onRow((called) =>
      orElsewhere(called.row, () => tryElsewhere({ ...services, rows }, called)),
    ),
    'sagemakerWorkbench.warmPools.show': () => showWarmPools(services),
    'sagemakerWorkbench.trainingJob.clone': onRow((called) =>
      cloneTrainingJob({ ...services, rows }, called),
    ),
    'sagemakerWorkbench.trainingJob.saveAsFile': onRow((called) =>
      saveJobAsFile({ ...services, rows }, called),
    ),
    'sagemakerWorkbench.algorithm.train': () => trainAlgorithm(services),
    'sagemakerWorkbench.request.open': () => newJobFromClipboard(services),
    'sagemakerWorkbench.request.convert': () => convertTrainingRequest(services),
    'sagemakerWorkbench.tuningJob.openResults': onRow((called) =>
      openResults({ ...services, rows }, called),
    ),
  };
}

/** Runs commands by id inside the error boundary. */
export function createRunner(
  services: CommandServices,
): (id: CommandId, args: readonly unknown[]) => Promise<void> {
  const commands = createCommands(services);
  return (id, args) => {
    // The workbench passes what the table of arguments says; the test of the manifest holds both.
    const command = commands[id] as (...given: readonly unknown[]) => unknown;
    return guard(id, () => command(...args), services.output);
  };
}

/** What the service or the network refused stands in the views, with what mends it. */
const saidByRows =
  (output: Output) =>
  (error: unknown): void => {
    if (!(error instanceof AppError)) {
      throw error;
    }
    output.error('refreshing the views', error);
  };
