import * as vscode from 'vscode';
import type { ResourceItem, Tags } from '../../core/resources/kind';

/** Tags that were asked for: no list tells them. */
export class KnownTags {
  private readonly emitter = new vscode.EventEmitter<string>();
  /** Tells of which connection more is known. */
  readonly onDidChange = this.emitter.event;
  /** By connection and by ARN: made into one key, ten thousand rows would wait for that alone. */
  private readonly tags = new Map<string, Map<string, Tags>>();
  private readonly tagged = new WeakMap<ResourceItem, ResourceItem>();

  /** Takes over the tags of resources, by their ARNs. */
  learn(connectionId: string, known: ReadonlyMap<string, Tags>): void {
    const own = this.tags.get(connectionId) ?? new Map<string, Tags>();
    known.forEach((tags, arn) => own.set(arn, tags));
    this.tags.set(connectionId, own);
    this.emitter.fire(connectionId);
  }

  /** The item with its tags where they are known; the same object as long as these are the same. */
  addTo(connectionId: string, item: ResourceItem): ResourceItem {
    const own = this.tags.get(connectionId);
    const tags = item.arn === undefined ? undefined : own?.get(item.arn);
    if (!tags) {
      return item;
    }
    const known = this.tagged.get(item);
    if (known?.tags === tags) {
      return known;
    }
    const tagged = { ...item, tags };
    this.tagged.set(item, tagged);
    return tagged;
  }

  dispose(): void {
    this.emitter.dispose();
  }
}
