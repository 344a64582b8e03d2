import * as vscode from 'vscode';
import type { ConnectionInfo } from '../../core/connections/connection';
import { shownPath } from '../../core/packaging/shownPath';
import { keptBound, type BoundScope } from '../../core/training/after/regionBound';
import type { LaunchDraft, PreflightLine } from '../../shared/contracts/launch';
import { listing } from './fileTexts';

/** Tells what a form still names of the connections that it was filled in for. */
export class MovedForm {
  /** What it named when it left a connection, and that one. */
  private readonly homes = new Map<string, ConnectionInfo>();

  /** The form goes from one connection to another. */
  left(from: ConnectionInfo, draft: LaunchDraft | undefined): void {
    for (const text of draft ? keptBound(draft, 'account') : []) {
      this.homes.set(text, this.homes.get(text) ?? from);
    }
  }

  /** On this computer variables and other fields mean nothing, and data are looked at by themselves. */
  lines(draft: LaunchDraft | undefined, here: ConnectionInfo): readonly PreflightLine[] {
    if (!draft || here.traits.runsHere || this.homes.size === 0) {
      return [];
    }
    const isForeign = (text: string): boolean => {
      const home = this.homes.get(text);
      const scope = home && scopeOf(home, here);
      return scope !== undefined && keptBound(draft, scope).includes(text);
    };
    const texts = keptBound(draft, 'account').filter(isForeign);
    const home = this.homes.get(texts[0] ?? '');
    return home === undefined
      ? []
      : [
          {
            ...{ id: 'moved', tone: 'warning', detail: listing(texts.map(shownPath)) },
            message: vscode.l10n.t(
              'The form names what belongs to {0} in {1}. Look whether it is meant here: {2}',
              ...[home.label, home.region, shownPath(texts[0] ?? '')],
            ),
          },
        ];
  }
}

/** `undefined`: what belongs to the one belongs to the other. */
function scopeOf(home: ConnectionInfo, here: ConnectionInfo): BoundScope | undefined {
  const isSameAccount =
    home.id === here.id || (home.account !== undefined && home.account.id === here.account?.id);
  if (!isSameAccount) {
    return 'account';
  }
  return home.region === here.region ? undefined : 'region';
}
