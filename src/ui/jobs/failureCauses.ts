import type { ResourceItem } from '../../core/resources/kind';
import type { Store } from '../../platform/state';

/** How many are remembered; a cause has at most 120 characters. */
const mostCauses = 500;

/** Why jobs failed, in a few words: a list does not say it, and each would cost a call after a reload. */
export class FailureCauses {
  constructor(private readonly store: Store) {}

  of(connectionId: string, item: ResourceItem): string | undefined {
    const all = this.store.get('failureCauses') ?? {};
    const key = keyOf(connectionId, item);
    return Object.hasOwn(all, key) ? all[key] : undefined;
  }

  async remember(connectionId: string, item: ResourceItem, cause: string): Promise<void> {
    if (this.of(connectionId, item) === cause) {
      return;
    }
    const key = keyOf(connectionId, item);
    const others = Object.entries(this.store.get('failureCauses') ?? {}).filter(
      ([other]) => other !== key,
    );
    const newest = [...others.slice(1 - mostCauses), [key, cause] as const];
    await this.store.set('failureCauses', Object.fromEntries(newest));
  }
}

/** A name is free again once its job has been deleted. */
const keyOf = (connectionId: string, { name, createdAt }: ResourceItem): string =>
  `${connectionId}/${name}/${createdAt?.toISOString() ?? ''}`;
