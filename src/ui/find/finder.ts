import * as vscode from 'vscode';
import type { Connection } from '../../aws/connection';
import type { Clock } from '../../core/clock';
import { AppError } from '../../core/errors';
import { lacking } from '../../core/connections/lacking';
import { kindsThere } from '../../core/resources/area';
import type { Capability, ItemKind, ResourceKind } from '../../core/resources/kind';
import type { ResourceRow } from '../../ids';
import type { BackendLoader } from '../backend';
import type { ChosenConnection } from '../connection/chosenConnection';
import { pickRegion } from '../connection/pickRegion';
import type { ResourceTree } from '../tree/resourceTree';
import { FindBox, type FoundRow } from './findBox';
import { FindSession, type FindPlace } from './findSession';

export interface FinderPorts {
  readonly backend: BackendLoader;
  readonly chosen: Pick<ChosenConnection, 'current' | 'openById' | 'openShown' | 'shown'>;
  readonly tree: Pick<ResourceTree, 'loaded'>;
  readonly clock: Clock;
}

/** Lets the person find resources of all connections that are shown, read by the tree or not. */
export class Finder {
  constructor(private readonly ports: FinderPorts) {}

  /** One of any kind, and on demand of further regions; `undefined`: dismissed. */
  find(): Promise<FoundRow | undefined> {
    const texts = {
      title: vscode.l10n.t('SageMaker: find a resource'),
      none: vscode.l10n.t('Nothing was found.'),
    };
    return this.run(texts);
  }

  /** One of those that can do something now. */
  async pick(
    capability: Capability,
    texts: { readonly title: string; readonly none: string },
  ): Promise<ResourceRow | undefined> {
    return (await this.run(texts, capability))?.row;
  }

  private async run(
    texts: { readonly title: string; readonly none: string },
    capability?: Capability,
  ): Promise<FoundRow | undefined> {
    const session: FindSession = new FindSession({
      clock: this.ports.clock,
      asksAtOnce: capability !== undefined,
      changed: () => box.update(),
    });
    const box: FindBox = new FindBox(session, texts, capability === undefined);
    try {
      await this.addShown(session, capability);
      for (;;) {
        const answer = await box.pick();
        if (answer !== 'region') {
          return answer;
        }
        await this.addRegion(session);
      }
    } finally {
      session.dispose();
      box.dispose();
    }
  }

  /** The chosen one first. One of several that cannot be opened leaves the others alone. */
  private async addShown(session: FindSession, capability?: Capability): Promise<void> {
    const { current, shown } = this.ports.chosen;
    const add = async (id: string): Promise<void> => {
      session.add(await this.places(await this.ports.chosen.openShown(id), capability));
    };
    const others = shown.filter(({ id }) => id !== current.id);
    if (others.length === 0) {
      return add(current.id);
    }
    await add(current.id).catch((error: unknown) => session.fail(error));
    others.forEach(({ id }) => void add(id).catch((error: unknown) => session.fail(error)));
  }

  private async addRegion(session: FindSession): Promise<void> {
    const { current } = this.ports.chosen;
    const { connections } = await this.ports.backend();
    const region = await pickRegion(current.label);
    const id = region === undefined ? undefined : connections.inRegion(current.id, region);
    if (region !== undefined && id === undefined) {
      throw new AppError('invalid', vscode.l10n.t('{0} has one region alone.', current.label));
    }
    const isNew = session.found.every(({ place }) => place.connectionId !== id);
    if (id !== undefined && isNew) {
      session.add(await this.places(await this.ports.chosen.openById(id)));
    }
  }

  private async places(
    { info, sagemaker }: Connection,
    capability?: Capability,
  ): Promise<readonly FindPlace[]> {
    const { kindsByArea } = await this.ports.backend();
    const lacks = lacking(info.traits);
    const roots = Object.values(kindsThere(kindsByArea, info.traits.kinds)).flat();
    const kinds = [...roots, ...roots.flatMap(kindsBelow)];
    return capability !== undefined && lacks.includes(capability)
      ? []
      : kinds
          .filter((kind) => capability === undefined || canEver(kind, capability))
          .map((kind) => ({
            ...{ connectionId: info.id, label: info.label, region: info.region },
            ...{ lacks, kind, api: sagemaker },
            loaded: this.ports.tree.loaded(info.id, kind.id),
            fits: (item) =>
              capability === undefined || kind.capabilities(item).includes(capability),
          }));
  }
}

/** The kinds that are listed below one; what no list has in one piece is found among loaded rows alone. */
function kindsBelow({ children = [] }: ItemKind): readonly ResourceKind[] {
  return children.flatMap((child) => [
    child.everywhere ?? { ...child, list: () => Promise.resolve({ items: [] }) },
    ...kindsBelow(child),
  ]);
}

/** Whether a kind has a capability in some status. */
const canEver = (kind: ResourceKind, capability: Capability): boolean =>
  [undefined, ...(kind.statuses ?? [])].some((status) =>
    kind.capabilities({ name: '', arn: 'arn', status }).includes(capability),
  );
