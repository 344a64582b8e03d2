import * as vscode from 'vscode';

/** Reports a step; `fraction` is what is done of all, from 0 to 1, where it is known. */
export type Report = (message: string, fraction?: number) => void;

/** Shows a notification with a Cancel button while `work` runs; cancelling aborts the signal. */
export function withProgress<T>(
  title: string,
  work: (report: Report, signal: AbortSignal) => Promise<T>,
): Thenable<T> {
  return vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title, cancellable: true },
    async (progress, token) => {
      const abort = new AbortController();
      const listener = token.onCancellationRequested(() => abort.abort());
      let done = 0;
      try {
        return await work((message, fraction) => {
          const increment = fraction === undefined ? undefined : (fraction - done) * 100;
          done = fraction ?? done;
          progress.report({ message, increment });
        }, abort.signal);
      } finally {
        listener.dispose();
      }
    },
  );
}

/** Shows a notification while `work` runs, which is done to its end: there is no Cancel to press. */
export function withUnstoppableProgress<T>(title: string, work: () => Promise<T>): Thenable<T> {
  return vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title, cancellable: false },
    work,
  );
}

/** Runs the view's progress bar while `work` runs. */
export function withViewProgress<T>(viewId: string, work: Promise<T>): Thenable<T> {
  return vscode.window.withProgress({ location: { viewId } }, () => work);
}
