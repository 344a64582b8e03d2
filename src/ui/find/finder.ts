import * as vscode from 'vscode';
import type { Connection } from '../../aws/connection';
import type { Clock } from '../../core/clock';
import { AppError } from '../../core/errors';
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
  readonly chosen: Pick<ChosenConnection, 'open' | 'openById' | 'openShown' | 'shown'>;
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
    const connection = await this.ports.chosen.open();
    const session: FindSession = new FindSession({
      clock: this.ports.clock,
      asksAtOnce: capability !== undefined,
      changed: () => box.update(),
    });
    const box: FindBox = new FindBox(session, texts, capability === undefined);
    try {
      session.add(await this.places(connection, capability));
      this.addShown(session, connection, capability);
      for (;;) {
        const answer = await box.pick();
        if (answer !== 'region') {
          return answer;
        }
        await this.addRegion(session, connection);
      }
    } finally {
      session.dispose();
      box.dispose();
    }
  }

  /** One that cannot be opened leaves the others alone. */
  private addShown(session: FindSession, chosen: Connection, capability?: Capability): void {
    for (const { id } of this.ports.chosen.shown.filter((one) => one.id !== chosen.info.id)) {
      this.ports.chosen
        .openShown(id)
        .then((connection) => this.places(connection, capability))
        .then((places) => session.add(places))
        .catch((error: unknown) => session.fail(error));
    }
  }

  private async addRegion(session: FindSession, { info }: Connection): Promise<void> {
    const { connections } = await this.ports.backend();
    const region = await pickRegion(info.label);
    const id = region === undefined ? undefined : connections.inRegion(info.id, region);
    if (region !== undefined && id === undefined) {
      throw new AppError('invalid', vscode.l10n.t('{0} has one region alone.', info.label));
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
    const hasConsole = info.traits.consoleUrl !== undefined;
    const roots = Object.values(kindsThere(kindsByArea, info.traits.kinds)).flat();
    const kinds = [...roots, ...roots.flatMap(kindsBelow)];
    return capability === 'console' && !hasConsole
      ? []
      : kinds
          .filter((kind) => capability === undefined || canEver(kind, capability))
          .map((kind) => ({
            ...{ connectionId: info.id, label: info.label, region: info.region },
            ...{ hasConsole, kind, api: sagemaker },
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
