import type { Fold } from './foldLinks';

/** Which folds of the page are open; the page's own state keeps that as `view`. */
export class OpenFolds {
  private readonly open: Set<string>;

  /** `kept`: as `keep` was told it; what it cannot be read from is no fold. */
  constructor(
    kept?: string,
    private readonly keep: (view: string) => void = () => undefined,
  ) {
    this.open = new Set((kept ?? '').split(' ').filter((id) => id !== ''));
  }

  has(fold: Fold): boolean {
    return this.open.has(fold);
  }

  set(fold: Fold, isOpen: boolean): void {
    if (isOpen !== this.open.has(fold)) {
      this.open[isOpen ? 'add' : 'delete'](fold);
      this.keep([...this.open].join(' '));
    }
  }
}
