import * as vscode from 'vscode';
import { rowKey } from '../../core/resources/applyQuery';
import type { ResourceItem } from '../../core/resources/kind';
import type { ResourceRow } from '../../ids';
import { numberText } from '../numberText';
import { formatAge } from '../time';
import type { FindPlace, FindSession, Found } from './findSession';

/** Rows of one list that the box shows; whoever looks for another one types on. */
const mostRows = 50;

/** The workbench tells which row is ready after the extension host has made another one so. */
const echoMilliseconds = 500;

type RowAct = 'open' | 'copyArn' | 'console';

/** A row with what is to be done with it. */
export interface FoundRow {
  readonly row: ResourceRow;
  readonly act: RowAct;
}

interface BoxTexts {
  readonly title: string;
  /** What to say when there is nothing. */
  readonly none: string;
}

interface RowChoice extends vscode.QuickPickItem {
  readonly row?: ResourceRow;
  readonly presses?: readonly (readonly [button: vscode.QuickInputButton, act: RowAct])[];
}

/** Shows what a session finds while the person types. `region`: more regions are asked for. */
export class FindBox {
  private readonly box = vscode.window.createQuickPick<RowChoice>();
  /** Enter was pressed while new rows were on their way: the best of them is meant. */
  private isAccepted = false;
  private accepted: ((row: ResourceRow) => void) | undefined;
  /** The row that is ready to be taken. */
  private current: ResourceRow | undefined;
  /** The row that was made so last, of which the workbench has still to tell. */
  private awaited: { readonly row: ResourceRow; readonly until: number } | undefined;
  /** The text whose very name was made ready. */
  private namedText: string | undefined;

  constructor(
    private readonly session: FindSession,
    private readonly texts: BoxTexts,
    /** Whether buttons stand in the rows, and another region can be added. */
    private readonly isWide: boolean,
  ) {
    const { box } = this;
    box.title = texts.title;
    box.placeholder = vscode.l10n.t('Words of a name, a status or what a row tells');
    box.matchOnDescription = true;
    box.keepScrollPosition = true;
    box.ignoreFocusOut = false;
    if (isWide) {
      const tooltip = vscode.l10n.t('Search another region, too');
      box.buttons = [{ iconPath: new vscode.ThemeIcon('globe'), tooltip }];
    }
    box.onDidChangeActive(([active]) => {
      this.follow(active?.row);
      if (this.isAccepted && active?.row) {
        this.accepted?.(active.row);
      }
    });
    box.onDidChangeValue((text) => {
      this.isAccepted = false;
      this.awaited = undefined;
      session.ask(text);
    });
  }

  /** Resolves with the row and what to do with it; `undefined`: dismissed. */
  pick(): Promise<FoundRow | 'region' | undefined> {
    const { box } = this;
    return new Promise((resolve) => {
      const listeners = vscode.Disposable.from(
        box.onDidAccept(() => {
          const [chosen] = box.selectedItems;
          this.isAccepted = chosen === undefined;
          if (chosen?.row) {
            end({ row: chosen.row, act: 'open' });
          }
        }),
        box.onDidTriggerItemButton(({ item, button }) => {
          const act = item.presses?.find(([own]) => own === button)?.[1];
          if (item.row && act) {
            end({ row: item.row, act });
          }
        }),
        box.onDidTriggerButton(() => end('region')),
        box.onDidHide(() => end(undefined)),
      );
      const end = (answer: FoundRow | 'region' | undefined): void => {
        listeners.dispose();
        resolve(answer);
      };
      this.accepted = (row) => end({ row, act: 'open' });
      this.update();
      box.show();
    });
  }

  /** Shows what is known now; what is ready to be taken stays, unless the very name that was typed comes. */
  update(): void {
    const { box, session } = this;
    const { current } = this;
    box.busy = session.isAsking;
    box.items = this.choices();
    const wanted = this.newlyNamed() ?? this.same(current);
    if (wanted?.row) {
      this.current = wanted.row;
      this.awaited = { row: wanted.row, until: Date.now() + echoMilliseconds };
      box.activeItems = [wanted];
    }
  }

  /** The workbench tells late: what it says of rows before the awaited one is no move of the person's. */
  private follow(row: ResourceRow | undefined): void {
    const { awaited } = this;
    const isOld = awaited && Date.now() < awaited.until && !(row && isSame(row, awaited.row));
    if (!isOld) {
      this.current = row;
      this.awaited = undefined;
    }
  }

  dispose(): void {
    this.box.dispose();
  }

  /** The row of the very name that was typed, once for each text. */
  private newlyNamed(): RowChoice | undefined {
    const { items, value } = this.box;
    const named = items.find(({ row, label }) => row && label === value.trim());
    if (!named || this.namedText === value) {
      return undefined;
    }
    this.namedText = value;
    return named;
  }

  private same(sought: ResourceRow | undefined): RowChoice | undefined {
    return sought && this.box.items.find(({ row }) => row && isSame(row, sought));
  }

  private choices(): readonly RowChoice[] {
    const { found, failures } = this.session;
    const whereOf = namesOf(found.map(({ place }) => place));
    const rows = found.flatMap((each) => this.placeChoices(each, whereOf(each.place)));
    const errors = [...failures, ...found.flatMap(({ error }) => error ?? [])];
    const problems = [...new Set(errors.map(({ message }) => message))];
    const notes = problems.map((label) => note(label, 'warning'));
    const isNone = rows.length + notes.length === 0 && !this.session.isAsking;
    const hint =
      this.isWide && this.box.value.trim() === ''
        ? vscode.l10n.t('Type a part of its name')
        : this.texts.none;
    return [...rows, ...notes, ...(isNone ? [note(hint, 'info')] : [])];
  }

  private placeChoices(found: Found, where: string): readonly RowChoice[] {
    const { place, items } = found;
    if (items.length === 0) {
      return [];
    }
    const heading = {
      label: [headingOf(found), where].filter(Boolean).join(' · '),
      kind: vscode.QuickPickItemKind.Separator,
    };
    const rows = items.slice(0, mostRows);
    return [heading, ...rows.map((item) => this.rowChoice(place, item, where))];
  }

  private rowChoice(place: FindPlace, item: ResourceItem, where: string): RowChoice {
    const { kind, connectionId } = place;
    const age = item.createdAt && formatAge(item.createdAt.getTime(), Date.now());
    const presses = this.isWide ? pressesOf(place, item) : [];
    return {
      label: item.title ?? item.name,
      description: [kind.title, item.parent, item.status, age, where].filter(Boolean).join(' · '),
      iconPath: new vscode.ThemeIcon(kind.icon),
      // The service has found it, whatever the box itself thinks of the text.
      alwaysShow: true,
      buttons: presses.map(([button]) => button),
      presses,
      row: { connectionId, kindId: kind.id, item },
    };
  }
}

/** What tells the places' connections apart; nothing where there is one. */
function namesOf(places: readonly FindPlace[]): (place: FindPlace) => string {
  const count = (of: (place: FindPlace) => string): number => new Set(places.map(of)).size;
  if (count(({ connectionId }) => connectionId) < 2) {
    return () => '';
  }
  return count(({ label }) => label) < 2
    ? ({ region }) => region
    : ({ label, region }) => `${label} · ${region}`;
}

/** `Training (3)`, `Training (50 of 100+)`. */
function headingOf({ place, items, hasMore }: Found): string {
  const count = `${numberText(items.length)}${hasMore ? '+' : ''}`;
  return items.length > mostRows
    ? vscode.l10n.t('{0} ({1} of {2})', place.kind.title, mostRows, count)
    : `${place.kind.title} (${count})`;
}

function pressesOf(place: FindPlace, item: ResourceItem): NonNullable<RowChoice['presses']> {
  const icon = (name: string, tooltip: string): vscode.QuickInputButton => ({
    iconPath: new vscode.ThemeIcon(name),
    tooltip,
  });
  const copies = item.arn !== undefined;
  const opens =
    !place.lacks.includes('console') && place.kind.capabilities(item).includes('console');
  return [
    ...(copies ? [[icon('copy', vscode.l10n.t('Copy ARN')), 'copyArn'] as const] : []),
    ...(opens
      ? [[icon('link-external', vscode.l10n.t('Open in AWS Console')), 'console'] as const]
      : []),
  ];
}

const note = (label: string, icon: string): RowChoice => ({
  label,
  iconPath: new vscode.ThemeIcon(icon),
  alwaysShow: true,
});

const isSame = (a: ResourceRow, b: ResourceRow): boolean =>
  a.connectionId === b.connectionId && a.kindId === b.kindId && rowKey(a.item) === rowKey(b.item);
