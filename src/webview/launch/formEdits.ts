import type { LaunchDraft } from '../../shared/contracts/launch';
import type { launchContract } from '../../shared/contracts/launchContract';
import type { ClientEnd } from '../../shared/rpc/client';

/** What editing one part of the form needs of the page. */
export interface FormEdits {
  readonly host: ClientEnd<typeof launchContract>;
  readonly draft: LaunchDraft;
  /** Selector of what wants the focus once it is drawn. */
  focusNext: string | undefined;
  edit(patch: Partial<LaunchDraft>): void;
  /** Awaits a request; a failure becomes the page's notice. */
  ask(request: Promise<unknown>): Promise<boolean>;
}

/** Replaces, or with `undefined` removes, one item of a list. */
export const withItem = <T>(items: readonly T[], index: number, item: T | undefined): T[] =>
  item === undefined ? items.toSpliced(index, 1) : items.with(index, item);
