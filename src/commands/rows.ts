import * as vscode from 'vscode';
import type { Capability } from '../core/resources/kind';
import type { ResourceRow } from '../ids';
import { notify } from '../platform/prompts';
import type { Finder } from '../ui/find/finder';
import type { TreeSelection } from '../ui/tree/treeSelection';

/** What a row's command was called with. */
export interface Called {
  readonly row?: ResourceRow | undefined;
  readonly selection?: readonly ResourceRow[] | undefined;
}

/** A row with what may be done to it now. */
interface Able extends ResourceRow {
  readonly can: readonly Capability[];
}

/** What of the rows that a command was called with can do what it does, and what cannot. */
interface Fitting {
  readonly rows: readonly ResourceRow[];
  readonly left: readonly ResourceRow[];
}

/** Finds the rows that a command is for, from the click, the selection, or by asking. */
export class Rows {
  constructor(
    private readonly selection: Pick<TreeSelection, 'with' | 'together'>,
    private readonly finder: Pick<Finder, 'pick'>,
    private readonly capabilitiesOf: (row: ResourceRow) => Promise<readonly Capability[]>,
  ) {}

  /**
   * Every row of the selection that can do `capability`, and those that cannot, because the menu was
   * asked about the clicked row only. Without a row those that are selected together, where a
   * question follows, else the one that the person picks. No rows when dismissed, or when none can, which is said.
   */
  async several(called: Called, capability: Capability): Promise<Fitting> {
    const { row } = called;
    const given = row ? this.given(row, called.selection) : this.together(capability);
    const able = await Promise.all(given.map(async (one) => this.able(one)));
    const rows = able.filter(({ can }) => can.includes(capability));
    const left = able.filter(({ can }) => !can.includes(capability));
    if (rows.length === 0 && !row) {
      const picked = await this.ask(capability);
      return { rows: picked ? [picked] : [], left: [] };
    }
    if (rows.length === 0 && left.length > 0) {
      void notify('info', refusal(capability, left));
    }
    return { rows, left };
  }

  /**
   * The one row a command is for: the clicked one, whatever else is selected with it. `title`: of the pick where
   * there is none and the capability serves several commands.
   */
  async one(
    called: Called,
    capability: Capability,
    title?: string,
  ): Promise<ResourceRow | undefined> {
    return called.row ?? this.ask(capability, title);
  }

  /** What was selected a while ago is acted on only where a question names it first. */
  private together(capability: Capability): readonly ResourceRow[] {
    return asksFirst.has(capability) ? this.selection.together() : [];
  }

  /** A menu tells what is selected, a key only which row it was pressed on; that may be a list's. */
  private given(row: ResourceRow, told?: readonly ResourceRow[]): readonly ResourceRow[] {
    const selection = told ?? this.selection.with(row);
    return (selection.length > 0 ? selection : [row]).filter(isResource);
  }

  private async able(row: ResourceRow): Promise<Able> {
    const { connectionId, kindId, item } = row;
    return { connectionId, kindId, item, can: await this.capabilitiesOf(row) };
  }

  private ask(
    capability: Capability,
    title = titleOf(capability),
  ): Promise<ResourceRow | undefined> {
    return this.finder.pick(capability, {
      title,
      none: noneText(capability),
    });
  }
}

const asksFirst: ReadonlySet<Capability> = new Set(['start', 'stop', 'delete']);

/** Group rows and the like can be part of a selection. */
const isResource = (row: ResourceRow): boolean => 'item' in row && 'kindId' in row;

/** The whole sentence at once: its order of words is the translator's. */
function titleOf(capability: Capability): string {
  const titles: Readonly<Record<Capability, string>> = {
    describe: vscode.l10n.t('SageMaker: choose a resource'),
    start: vscode.l10n.t('SageMaker: start a resource'),
    stop: vscode.l10n.t('SageMaker: stop a resource'),
    delete: vscode.l10n.t('SageMaker: delete a resource'),
    console: vscode.l10n.t('SageMaker: open a resource in the AWS Console'),
    logs: vscode.l10n.t('SageMaker: open the logs of a job'),
    model: vscode.l10n.t('SageMaker: open the model of a training job'),
    again: vscode.l10n.t('SageMaker: train a job again'),
    resume: vscode.l10n.t('SageMaker: resume a training job from its checkpoint'),
    elsewhere: vscode.l10n.t('SageMaker: train a job on another type or in another region'),
    code: vscode.l10n.t('SageMaker: copy a training job as code'),
    results: vscode.l10n.t('SageMaker: open the results of a tuning job'),
    tags: vscode.l10n.t('SageMaker: edit the tags of a resource'),
  };
  return titles[capability];
}

function noneText(capability: Capability): string {
  const early = vscode.l10n.t('No training job has failed or was stopped.');
  const texts: Readonly<Partial<Record<Capability, string>>> = {
    start: vscode.l10n.t('Nothing has stopped that could be started.'),
    stop: vscode.l10n.t('Nothing is running that could be stopped.'),
    delete: vscode.l10n.t('Nothing has ended that could be deleted.'),
    model: vscode.l10n.t('No job has completed with a model yet.'),
    again: vscode.l10n.t('No job has ended that could be trained again.'),
    resume: early,
    elsewhere: early,
    console: vscode.l10n.t('Nothing here has a page in the AWS Console.'),
    code: vscode.l10n.t('There are no training jobs yet.'),
    logs: vscode.l10n.t('There are no jobs yet.'),
  };
  return texts[capability] ?? vscode.l10n.t('There are no resources yet.');
}

function refusal(capability: Capability, rows: readonly ResourceRow[]): string {
  const name = rows[0]?.item.name ?? '';
  switch (capability) {
    case 'stop':
      return vscode.l10n.t('Not running, so there is nothing to stop: {0}', name);
    case 'delete':
      return vscode.l10n.t('At work, or not to be deleted by itself: {0}', name);
    case 'model':
      return vscode.l10n.t('There is no model, because the job has not completed: {0}', name);
    default:
      return vscode.l10n.t('Not possible now for {0}', name);
  }
}
