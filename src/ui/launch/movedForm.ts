import * as vscode from 'vscode';
import type { ConnectionInfo } from '../../core/connections/connection';
import { shownPath } from '../../core/packaging/shownPath';
import { keptBound, type BoundScope } from '../../core/training/after/regionBound';
import { settingText } from '../../core/training/settings/settingText';
import type { LaunchDraft, PreflightLine } from '../../shared/contracts/launch';
import type { LaunchSettings, SettingName } from '../../shared/contracts/launchSettings';
import { listing } from './fileTexts';

/** Tells what a form still names of the connections that it was filled in for, and what stayed there. */
export class MovedForm {
  /** What it named when it left a connection, and that one. */
  private readonly homes = new Map<string, ConnectionInfo>();
  /** The connection that it left last. */
  private last: ConnectionInfo | undefined;
  private stayed: LaunchSettings['fields'] = {};

  /** The form goes from one connection to another. */
  left(from: ConnectionInfo, draft: LaunchDraft | undefined): void {
    [this.last, this.stayed] = [from, {}];
    for (const { text } of draft ? keptBound(draft, 'account') : []) {
      this.homes.set(text, this.homes.get(text) ?? from);
    }
  }

  /** Settings that mean nothing where the form went, until it goes on. */
  leftBehind(fields: LaunchSettings['fields']): void {
    this.stayed = fields;
  }

  /** On this computer variables and other fields mean nothing, and data are looked at by themselves. */
  lines(draft: LaunchDraft | undefined, here: ConnectionInfo): readonly PreflightLine[] {
    return !draft || here.traits.runsHere
      ? []
      : [...this.foreignLines(draft, here), ...this.stayedLines(draft)];
  }

  /** What was filled in there instead is not missed. */
  private stayedLines({ settings }: LaunchDraft): readonly PreflightLine[] {
    const missed = Object.entries(this.stayed) as [SettingName, string][];
    const left = missed.filter(([name, text]) => text !== '' && settingText(settings, name) === '');
    const [first] = left;
    const texts = left.map(([, text]) => shownPath(text));
    return first === undefined || this.last === undefined
      ? []
      : [
          {
            ...{ id: 'leftBehind', tone: 'warning' },
            message: vscode.l10n.t(
              'The form left behind what belongs to {0}. Look whether the job needs its like here: {1}',
              ...[this.last.region, texts.join(', ')],
            ),
            links: [{ id: `field:setting:${first[0]}`, label: vscode.l10n.t('Show the field') }],
          },
        ];
  }

  private foreignLines(draft: LaunchDraft, here: ConnectionInfo): readonly PreflightLine[] {
    const foreign = this.foreign(draft, here);
    const [first] = foreign;
    const home = this.homes.get(first?.text ?? '');
    return first === undefined || home === undefined
      ? []
      : [
          {
            ...{ id: 'moved', tone: 'warning' },
            message: vscode.l10n.t(
              'The form names what belongs to {0} in {1}. Look whether it is meant here: {2}',
              ...[home.label, home.region, shownPath(first.text)],
            ),
            detail: listing([...new Set(foreign.map(({ text }) => shownPath(text)))]),
            links: [{ id: `field:${first.field}`, label: vscode.l10n.t('Show the field') }],
          },
        ];
  }

  private foreign(draft: LaunchDraft, here: ConnectionInfo): ReturnType<typeof keptBound> {
    const inRegion = new Set(keptBound(draft, 'region').map(({ text }) => text));
    return keptBound(draft, 'account').filter(({ text }) => {
      const home = this.homes.get(text);
      const scope = home && scopeOf(home, here);
      return scope === 'account' || (scope === 'region' && inRegion.has(text));
    });
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
