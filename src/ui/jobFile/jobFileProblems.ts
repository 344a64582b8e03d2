import * as vscode from 'vscode';
import { loadImageTable } from '../../core/images/imageTable';
import { checkJobFile } from '../../core/training/spec/file/checkJobFile';
import { fileImage } from '../../core/training/spec/file/fileImage';
import { readJobFile, type JobFileProblem } from '../../core/training/spec/file/jobFile';
import { isJobText } from '../../core/training/spec/file/jobFileKind';
import type { SpecSurroundings } from '../../core/training/spec/file/specToLaunch';
import { jobFiles } from '../../ids';
import { disposeAll, type Disposable } from '../../platform/disposable';
import { missingPlaces } from './missingPlaces';

/** Milliseconds after a key in which nothing is checked. */
const typingPause = 300;

/** Where prebuilt images are looked for while nobody knows where the job will go: it has most of them. */
const usualRegion = 'us-east-1';

/** Tells what is wrong with the job files that are open, while they are being written. */
export class JobFileProblems {
  private readonly shown = vscode.languages.createDiagnosticCollection('sagemaker-job');
  private readonly pauses = new Map<string, NodeJS.Timeout>();
  private readonly disposables: Disposable[];

  constructor(private readonly failed: (error: unknown) => void) {
    const { workspace } = vscode;
    this.disposables = [
      this.shown,
      workspace.onDidOpenTextDocument((document) => this.look(document, 0)),
      workspace.onDidChangeTextDocument(({ document }) => this.look(document, typingPause)),
      // What a file names may be there now.
      workspace.onDidSaveTextDocument(() => this.lookAtAll()),
      vscode.window.onDidChangeActiveTextEditor(() => this.lookAtAll()),
      workspace.onDidCloseTextDocument(({ uri }) => {
        this.forget(uri.toString());
        this.shown.delete(uri);
      }),
    ];
    this.lookAtAll();
  }

  dispose(): void {
    [...this.pauses.keys()].forEach((key) => this.forget(key));
    disposeAll(this.disposables);
  }

  private lookAtAll(): void {
    vscode.workspace.textDocuments.forEach((document) => this.look(document, 0));
  }

  private look(document: vscode.TextDocument, milliseconds: number): void {
    const { uri, fileName } = document;
    if (uri.scheme !== 'file' || !fileName.endsWith(jobFiles.suffix)) {
      return;
    }
    const key = uri.toString();
    this.forget(key);
    const pause = setTimeout(() => {
      this.forget(key);
      this.check(document).catch(this.failed);
    }, milliseconds);
    this.pauses.set(key, pause);
  }

  private forget(key: string): void {
    clearTimeout(this.pauses.get(key));
    this.pauses.delete(key);
  }

  private async check(document: vscode.TextDocument): Promise<void> {
    const { version, uri } = document;
    const text = document.getText();
    const problems = isJobText(text) ? await problemsOf(text, uri) : [];
    if (!document.isClosed && document.version === version) {
      this.shown.set(
        uri,
        problems.map((problem) => diagnostic(document, problem)),
      );
    }
  }
}

/** But for those of the JSON itself, which the workbench tells of every file of that language. */
async function problemsOf(text: string, uri: vscode.Uri): Promise<readonly JobFileProblem[]> {
  const table = await loadImageTable();
  const imageUri: SpecSurroundings['imageUri'] = (choice, instanceType) =>
    // What the script asks for is known when it is read, and variables when they are replaced.
    choice === undefined || instanceType.includes('${')
      ? 'x'
      : fileImage(table, choice, { region: usualRegion, instanceType });
  const all = checkJobFile(text, imageUri);
  const problems = all.filter(({ isOfJson }) => isOfJson !== true);
  if (all.some(({ severity }) => severity === 'error')) {
    return problems;
  }
  const file = readJobFile(text);
  const missing = await missingPlaces(file, uri);
  return [...problems, ...missing.map((problem) => file.locate(problem))];
}

function diagnostic(
  document: vscode.TextDocument,
  { offset, length, message, severity }: JobFileProblem,
): vscode.Diagnostic {
  const range = new vscode.Range(document.positionAt(offset), document.positionAt(offset + length));
  const { Error: error, Warning: warning } = vscode.DiagnosticSeverity;
  const shown = new vscode.Diagnostic(range, message, severity === 'error' ? error : warning);
  shown.source = 'SageMaker';
  return shown;
}
