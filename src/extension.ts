import * as vscode from 'vscode';
import type { App } from './app';
import { commandIds, documentSchemes, panels } from './ids';
import { systemClock } from './node/systemClock';
import { ReadOnlyDocuments } from './platform/readOnlyDocuments';
import { lazy } from './platform/lazy';
import { createOutput } from './platform/output';
import { createStore } from './platform/state';
import type { Backend } from './ui/backend';
import { ChosenConnection } from './ui/connection/chosenConnection';
import { registerDebugging } from './ui/debug/registerDebugging';
import type { JobFileEditing } from './ui/jobFile/jobFileEditing';
import { registerJobFiles } from './ui/jobFile/registerJobFiles';
import { registerJobTasks } from './ui/jobFile/registerJobTasks';
import { showLaunchedScripts } from './ui/launch/launchedScripts';
import { createStatusBar } from './ui/statusBar';
import { createSidebar } from './ui/tree/sidebar';
import { FirstSteps } from './ui/welcome/firstSteps';
import { showArrivedSample } from './ui/welcome/sampleArrival';

/** Builds what has to be there at once; everything else is loaded on first use. Awaits nothing. */
export function activate(context: vscode.ExtensionContext): void {
  const output = createOutput();
  const store = createStore(context.workspaceState);
  const shared = createStore(context.globalState);
  const firstSteps = new FirstSteps(shared, systemClock);
  const backend = lazy<Backend>(async () => {
    const { createBackend } = await import(/* webpackChunkName: "backend" */ './backend');
    return createBackend({
      storageDir: context.globalStorageUri.fsPath,
      bundleDir: context.asAbsolutePath('dist/sandbox'),
      output,
    });
  });
  const chosen = new ChosenConnection(store, backend);
  const sidebar = createSidebar(chosen, systemClock, async (hosts) => {
    const { ResourceTree } = await import(/* webpackChunkName: "tree" */ './ui/tree/resourceTree');
    const parts = { chosen, backend, output, clock: systemClock, store, shared };
    return new ResourceTree(hosts, parts);
  });
  const app = lazy<App>(async () => {
    const { createApp } = await import(/* webpackChunkName: "app" */ './app');
    const parts = { context, output, store, shared, firstSteps, backend, chosen, viewer };
    return createApp({ ...parts, tree: await sidebar.tree() });
  });

  const jobFiles = lazy<JobFileEditing>(async () => {
    const { JobFileEditing: Editing } = await import(
      /* webpackChunkName: "jobFiles" */ './ui/jobFile/jobFileEditing'
    );
    return new Editing(output);
  });

  const viewer: ReadOnlyDocuments = new ReadOnlyDocuments(
    Object.values(documentSchemes),
    async (uri) => (await app()).load(uri),
  );

  context.subscriptions.push(
    output,
    chosen,
    sidebar,
    createStatusBar(chosen),
    firstSteps,
    firstSteps.watchScripts(),
    ...commandIds.map((id) =>
      vscode.commands.registerCommand(id, async (...args: readonly unknown[]) =>
        (await app()).run(id, args),
      ),
    ),
    viewer,
    ...Object.values(panels).map((type) =>
      vscode.window.registerWebviewPanelSerializer(type, {
        deserializeWebviewPanel: async (panel, state) => (await app()).restore(panel, state),
      }),
    ),
    registerJobFiles(jobFiles, output),
    { dispose: () => void jobFiles.started?.then((loaded) => loaded.dispose()) },
    registerJobTasks(async () => (await app()).jobTasks),
    registerDebugging(async () => (await app()).debugging),
    { dispose: () => void app.started?.then((loaded) => loaded.dispose()) },
    { dispose: () => void backend.started?.then(({ connections }) => connections.dispose()) },
  );

  showLaunchedScripts(store);
  showArrivedSample(shared, context.extension.id, firstSteps).catch((error: unknown) =>
    output.error('showing the sample project', error),
  );
  if (store.get('watchedJobs')?.length) {
    void app(); // Goes on watching what an earlier window has launched.
  }
}
