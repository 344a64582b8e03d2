import { findSecrets } from '../../core/packaging/secrets/findSecrets';
import type { ResourceItem } from '../../core/resources/kind';
import { redact } from '../../platform/redact';
import type { Store } from '../../platform/state';

/** How many are remembered; a cause has at most 120 characters. */
const mostCauses = 500;

/**
 * Why jobs failed, in a few words: a list does not say it, and each would cost a call after a reload. The
 * words are the script's own, so that one with a secret in it is not kept.
 */
export class FailureCauses {
  constructor(private readonly store: Store) {}

  of(connectionId: string, item: ResourceItem): string | undefined {
    const all = this.store.get('failureCauses') ?? {};
    const key = keyOf(connectionId, item);
    return Object.hasOwn(all, key) ? all[key] : undefined;
  }

  async remember(connectionId: string, item: ResourceItem, cause: string): Promise<void> {
    if (this.of(connectionId, item) === cause || tellsSecret(cause)) {
      return;
    }
    const key = keyOf(connectionId, item);
    const newest = [...this.others(new Set([key])).slice(1 - mostCauses), [key, cause] as const];
    await this.store.set('failureCauses', Object.fromEntries(newest));
  }

  /** For jobs that do not exist any more. */
  async forget(
    jobs: readonly { readonly connectionId: string; readonly item: ResourceItem }[],
  ): Promise<void> {
    const known = jobs.filter(
      ({ connectionId, item }) => this.of(connectionId, item) !== undefined,
    );
    if (known.length > 0) {
      const keys = new Set(known.map(({ connectionId, item }) => keyOf(connectionId, item)));
      await this.store.set('failureCauses', Object.fromEntries(this.others(keys)));
    }
  }

  private others(keys: ReadonlySet<string>): [string, string][] {
    return Object.entries(this.store.get('failureCauses') ?? {}).filter(([key]) => !keys.has(key));
  }
}

/** A name is free again once its job has been deleted. */
const keyOf = (connectionId: string, { name, createdAt }: ResourceItem): string =>
  `${connectionId}/${name}/${createdAt?.toISOString() ?? ''}`;

/** What is named `token` or the like in an address counts whatever it looks like. */
function tellsSecret(cause: string): boolean {
  const found = findSecrets(cause, 'cause.txt', () => '');
  return found.length > 0 || redact(cause) !== cause || /[?&][\w.-]+=/.test(cause);
}
