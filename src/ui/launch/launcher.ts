import * as vscode from 'vscode';
import { access, readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import type { Connection } from '../../aws/connection';
import type { Clock } from '../../core/clock';
import { AppError } from '../../core/errors';
import { contraryLine } from '../../core/packaging/ignoreLine';
import { shownPath } from '../../core/packaging/shownPath';
import { declaredVersion } from '../../core/training/inspect/frameworkVersion';
import { inspectScript } from '../../core/training/inspect/inspectScript';
import { isInS3 } from '../../core/training/dataPlace';
import { launchBill } from '../../core/training/jobBill';
import type { TrainingLaunch } from '../../core/training/launch';
import type { Disposable } from '../../platform/disposable';
import { appendLines, editLines, showFile, unsavedText } from '../../platform/documents';
import { lazy } from '../../platform/lazy';
import { confirm } from '../../platform/prompts';
import type { Store } from '../../platform/state';
import type { LaunchState } from '../../shared/contracts/launch';
import { trainingKind, type BackendLoader, type TrainingBackend } from '../backend';
import type { AccountPorts } from './accountState';
import { confirmBill } from './billQuestion';
import { FormMemory } from './formMemory';
import type { RememberedForm } from './launchDraft';
import type { InspectedScript, ReadFrom } from './formPorts';
import type { LaunchPorts } from './launchPorts';
import { Pickers } from './pickers/pickers';
import { pricePorts } from './pricePorts';
import { requirementsFile } from './requirementsCheck';
import { SdkDefaultsMemory } from './sdkDefaultsMemory';
import type { PythonFinder } from './pythonFinder';
import { saveSource } from './saveSource';
import type { SourcePorts } from './sourceCheck';
import { allowedSourceFolders, packedPlaces, type SourceRoots } from './sourceRoots';

export interface LauncherServices {
  readonly backend: BackendLoader;
  readonly python: PythonFinder;
  readonly store: Store;
  /** What all windows remember. */
  readonly shared: Store;
  readonly clock: Clock;
}

/** One launch of a script: where it goes, from which remembered form, and who is shown its state. */
export interface LaunchOf {
  readonly script: string;
  connection(): Connection;
  readonly remembered: RememberedForm;
  /** Path that the form is kept by while it is edited; absent: the script's. */
  readonly keptBy?: string | undefined;
  send(state: LaunchState): void;
}

/** A pause in typing that is long enough to ask. */
const typingPause = 400;

const ignoreFileName = '.sagemakerignore';

/** Gives launch sessions what they need of the disk, the settings and the service. */
export class Launcher {
  readonly defaults: SdkDefaultsMemory;
  readonly memory: FormMemory;
  readonly pickers: Pickers;

  constructor(private readonly services: LauncherServices) {
    this.defaults = new SdkDefaultsMemory(services.backend);
    const defaults = (id: string) => this.defaults.settings(id);
    this.memory = new FormMemory({ ...services, defaults });
    this.pickers = new Pickers(services.backend, this.memory);
  }

  /** Scripts that have been launched from this workspace. */
  get launchedScripts(): readonly string[] {
    return Object.keys(this.services.store.get('launches') ?? {});
  }

  ports(of: LaunchOf): LaunchPorts {
    const { script, keptBy = script } = of;
    const { backend, python, clock } = this.services;
    const scope = vscode.Uri.file(script);
    return {
      checks: {
        python: () => python.find(scope),
        data: async (path, options) => {
          const { training } = await backend();
          if (!isInS3(path)) {
            return training.summarizeData(path, options);
          }
          // Each look at what is being typed would be a call.
          await clock.sleep(typingPause, options.signal);
          return training.summarizeS3Data(of.connection(), path, options);
        },
        missingModules: async (interpreter, modules, signal) =>
          (await backend()).training.missingModules(interpreter, modules, signal),
        modulesAbove: async (modules, folders) =>
          (await backend()).training.modulesAbove(modules, folders),
        requirements: async (folder, interpreter, options) =>
          (await backend()).training.compareRequirements(
            interpreter,
            join(folder, requirementsFile),
            options,
          ),
        prices: pricePorts(() => of.connection(), backend),
      },
      source: this.sourcePorts(),
      account: this.accountPorts(of),
      addRequirements: (lines, folder) => appendLines(join(folder, requirementsFile), lines),
      inspect: async (roots, from) => inspect({ script, roots, from }, (await backend()).training),
      sourceFolders: () => {
        const workspace = vscode.workspace.getWorkspaceFolder(scope)?.uri.fsPath;
        // Spelled as the workbench spells paths: on Windows its drives are small letters.
        return allowedSourceFolders(script, workspace, vscode.Uri.file(homedir()).fsPath);
      },
      editScript: (edits, text) => editLines(script, edits, text),
      existing: (paths) => existing(dirname(script), paths),
      remembered: () => of.remembered,
      ...this.memory.opened(keptBy, () => of.connection().info),
      defaults: () => this.defaults.of(of.connection().info.id),
      isTrusted: () => vscode.workspace.isTrusted,
      now: () => new Date(),
      clock,
      nameTaken: (name, signal) => this.nameTaken(of.connection(), name, signal),
      send: (state) => of.send(state),
      save: saveSource,
      launch: (launch, report, signal) =>
        this.create(of.connection(), launch, { scope, report, signal }),
    };
  }

  private accountPorts(of: LaunchOf): AccountPorts {
    const { backend } = this.services;
    return {
      check: async (question, options) => {
        const { account } = await backend();
        await account.check(of.connection(), question, options);
      },
      forget: async () => (await backend()).account.forget(of.connection()),
    };
  }

  private sourcePorts(): SourcePorts {
    const { backend, store } = this.services;
    const scanner = lazy(async () => (await backend()).training.sourceScanner());
    return {
      listSource: async (folder, options) => (await backend()).training.listSource(folder, options),
      scanSource: async (files, options) => (await scanner()).scan(files, options),
      addIgnoreLines: async (folder, lines) => {
        await appendLines(join(folder, ignoreFileName), lines, lines.map(contraryLine));
      },
      openIgnoreFile: async (folder) => {
        const ignoreFile = join(folder, ignoreFileName);
        if ((await existing(folder, [ignoreFile])).length === 0) {
          await appendLines(ignoreFile, [`# ${vscode.l10n.t('Left out of the code of jobs')}`]);
        }
        await showFile(ignoreFile, 1, vscode.ViewColumn.Beside);
      },
      letThrough: (folder) => store.get('letThrough')?.[folder] ?? [],
      rememberLetThrough: (secrets, folder) =>
        store.set('letThrough', { ...store.get('letThrough'), [folder]: secrets }),
      confirm,
      showLine: (file, line) => showFile(file, line, vscode.ViewColumn.Beside),
    };
  }

  /** Calls `mended` when the keys or settings of a connection have changed. */
  onDidMend(connectionId: () => string, mended: () => void): Disposable {
    let told: Disposable | undefined;
    let isOver = false;
    void this.services.backend().then(({ connections }) => {
      if (!isOver) {
        told = connections.onDidChange((id) => {
          if (id === connectionId()) {
            mended();
          }
        });
      }
    });
    return {
      dispose: () => {
        isOver = true;
        told?.dispose();
      },
    };
  }

  /** The request that would be sent for `launch`, as text. */
  async preview(connection: Connection, launch: TrainingLaunch): Promise<string> {
    const { training } = await this.services.backend();
    return `${JSON.stringify(await training.preview(connection, launch), null, 2)}\n`;
  }

  /** Registers the interpreter with a connection whose jobs run on this computer. */
  async usePython(connection: Connection, scope?: vscode.Uri, signal?: AbortSignal): Promise<void> {
    if (connection.info.traits.runsHere) {
      const { path } = await this.services.python.find(scope);
      const { connections } = await this.services.backend();
      await connections.usePython(path, signal);
    }
  }

  private async nameTaken(
    { sagemaker }: Connection,
    name: string,
    signal: AbortSignal,
  ): Promise<boolean> {
    const kind = await trainingKind(this.services.backend);
    try {
      return (await kind.describe?.(sagemaker, { name }, signal)) !== undefined;
    } catch (error) {
      if (AppError.is(error, 'notFound')) {
        return false;
      }
      throw error;
    }
  }

  /** What a script says of itself, as editors show it. */
  async inspect(script: string, roots: SourceRoots): Promise<InspectedScript> {
    const { training } = await this.services.backend();
    return await inspect({ script, roots, from: 'editors' }, training);
  }

  /** Packs, uploads and creates the job of a launch, after the one question where it costs money. */
  async create(
    connection: Connection,
    launch: TrainingLaunch,
    options: {
      readonly scope: vscode.Uri;
      readonly report: Parameters<LaunchPorts['launch']>[1];
      readonly signal: AbortSignal;
      /** What else is to be known before it costs money. */
      readonly note?: string | undefined;
    },
  ): Promise<void> {
    const { training, prices } = await this.services.backend();
    const { scope, report, signal, note } = options;
    const bill = launchBill(launch);
    await confirmBill(connection, launch.jobName, { bill, prices, signal, note });
    await this.usePython(connection, scope, signal);
    const letThrough = this.services.store.get('letThrough')?.[launch.sourceDirectory] ?? [];
    await training.launch(connection, launch, { report, signal, letThrough });
  }
}

/** Which script is read, with what, and from where. */
interface ReadOrder {
  readonly script: string;
  readonly roots: SourceRoots;
  readonly from: ReadFrom;
}

async function inspect(
  { script, roots, from }: ReadOrder,
  training: TrainingBackend,
): Promise<InspectedScript> {
  let isSaved = true;
  const unsaved = (path: string): string | undefined => {
    const text = from === 'editors' ? unsavedText(path) : undefined;
    isSaved &&= text === undefined;
    return text;
  };
  try {
    const text = unsaved(script) ?? (await readFile(script, 'utf8'));
    const readModule = training.modulesBeside(script, packedPlaces(roots), unsaved);
    const inspection = inspectScript(text, basename(script), readModule);
    const { framework } = inspection;
    const declared =
      framework &&
      declaredVersion(framework.name, await training.readDependencyTexts(roots.directory, unsaved));
    return { inspection, text, declared, isSaved };
  } catch (error) {
    const message = vscode.l10n.t('The script cannot be read: {0}', shownPath(script));
    throw new AppError('notFound', message, { cause: error });
  }
}

async function existing(directory: string, paths: readonly string[]): Promise<readonly string[]> {
  const found = await Promise.all(
    paths.map((path) =>
      access(resolve(directory, path)).then(
        () => path,
        () => undefined,
      ),
    ),
  );
  return found.filter((path) => path !== undefined);
}
