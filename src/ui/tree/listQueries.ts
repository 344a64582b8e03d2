import * as vscode from 'vscode';
import { cleared, type QueryPart, type ResourceQuery } from '../../core/resources/query';
import type { Remembered, Store } from '../../platform/state';

/** A list as queries know it: one kind in one connection, whatever it is listed below. */
export interface ListId {
  readonly connectionId: string;
  readonly kindId: string;
}

const everything: ResourceQuery = {};

/** How each list is filtered, sorted and grouped, and what is pinned in it; kept across sessions. */
export class ListQueries {
  private readonly emitter = new vscode.EventEmitter<ListId>();
  readonly onDidChange = this.emitter.event;

  private all: Remembered['listQueries'];

  constructor(private readonly store: Store) {
    // A memento gives a copy now and then, by which a query would not be known again.
    this.all = store.get('listQueries') ?? {};
  }

  /** The same object until it is changed. */
  query({ connectionId, kindId }: ListId): ResourceQuery {
    const own = of(this.all, connectionId);
    return (own && of(own, kindId)) ?? everything;
  }

  /** Changes the parts that are given; one that is `undefined` is cleared. */
  async set(list: ListId, parts: ResourceQuery): Promise<void> {
    await this.replace(list, { ...this.query(list), ...parts });
  }

  /** Clears a part, or all but the pins when none is named. */
  async clear(list: ListId, part?: QueryPart): Promise<void> {
    await this.replace(list, cleared(this.query(list), part));
  }

  /** Pins rows by their keys (`rowKey`), or lets go of them; the latest pin stands last. */
  async pin(list: ListId, keys: readonly string[], pinned: boolean): Promise<void> {
    const others = (this.query(list).pins ?? []).filter((key) => !keys.includes(key));
    await this.set(list, { pins: pinned ? [...others, ...keys] : others });
  }

  dispose(): void {
    this.emitter.dispose();
  }

  private async replace(list: ListId, query: ResourceQuery): Promise<void> {
    const { connectionId, kindId } = list;
    const kept = Object.entries(query).filter(([, value]) => isSaying(value));
    const put = (all: Remembered['listQueries']): Remembered['listQueries'] => ({
      ...all,
      [connectionId]: { ...of(all, connectionId), [kindId]: Object.fromEntries(kept) },
    });
    this.all = put(this.all);
    this.emitter.fire(list);
    // Another window of the same workspace may have changed other lists.
    await this.store.set('listQueries', put(this.store.get('listQueries') ?? {}));
  }
}

const isSaying = (value: unknown): boolean =>
  value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0);

const of = <T>(record: Readonly<Record<string, T>>, key: string): T | undefined =>
  Object.hasOwn(record, key) ? record[key] : undefined;
