/** Anything that lets go of what it holds; structural, so that our own classes fit as well. */
export interface Disposable {
  dispose(): unknown;
}

export function disposeAll(disposables: readonly Disposable[]): void {
  disposables.forEach((each) => each.dispose());
}
