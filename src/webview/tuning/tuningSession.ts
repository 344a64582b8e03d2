import { bestSoFar, bestTrial, type Measured } from '../../core/tuning/bestSoFar';
import {
  shownTrials,
  toTrialColumn,
  type TrialColumn,
  type TrialView,
} from '../../core/tuning/trialTable';
import { hyperparameterNames, type Trial } from '../../core/tuning/tuningJob';
import type { tuningContract, TuningState } from '../../shared/contracts/tuning';
import { hyperparameterAxis, timeAxis, type ChartAxis } from './chartAxis';
import { RequestError, type ClientEnd } from '../../shared/rpc/client';

type Host = ClientEnd<typeof tuningContract>;

/** What the page draws with. */
export interface TuningScreen {
  /** Draws the page; soon, and once for many calls. */
  changed(): void;
  /** Brings a row into view. */
  reveal(row: number): void;
  keepView(view: string): void;
  later(action: () => void, milliseconds: number): void;
}

const firstView: TrialView = { sort: 'number', descending: true, text: '', status: '' };

const copiedMilliseconds = 3000;

/** What the results page knows and does. */
export class TuningSession {
  state: TuningState | undefined;
  view: TrialView;
  /** The trials of the view, in its order. */
  rows: readonly Trial[] = [];
  measured: readonly Measured[] = [];
  /** The hyperparameter that values are drawn over; empty: time. */
  over: string;
  axis: ChartAxis = timeAxis(0);
  /** The best by its value, else what the service says is best. */
  best: Trial | undefined;
  hyperparameters: readonly string[] = [];
  /** States that trials are in. */
  statuses: readonly string[] = [];
  /** Why the last thing that was asked for did not happen. */
  notice: string | undefined;
  /** How many rows have just been copied. */
  copied: number | undefined;
  private selectedName: string | undefined;

  constructor(
    private readonly host: Host,
    private readonly screen: TuningScreen,
    keptView?: string,
  ) {
    const { view, over } = readKept(keptView);
    this.view = view;
    this.over = over;
    host.on('state', (state) => this.take(state));
  }

  /** The trial that a person has chosen; it stays so while rows come and go. */
  get selected(): Trial | undefined {
    return this.state?.trials.find(({ name }) => name === this.selectedName);
  }

  get selectedRow(): number {
    return this.rows.findIndex(({ name }) => name === this.selectedName);
  }

  get isFiltered(): boolean {
    return this.view.text !== '' || this.view.status !== '';
  }

  select(trial: Trial | undefined): void {
    this.selectedName = trial?.name;
    const row = this.selectedRow;
    if (row >= 0) {
      this.screen.reveal(row);
    }
    this.screen.changed();
  }

  /** Goes to the row at `index`, or to the next one there is. */
  selectRow(index: number): void {
    const row = this.rows[Math.max(0, Math.min(index, this.rows.length - 1))];
    if (row) {
      this.select(row);
    }
  }

  /** Sorts by a column; by the same one again, the other way round. Values begin with the best. */
  sortBy(sort: TrialColumn): void {
    const again = sort === this.view.sort;
    const first = sort === 'number' || (sort === 'objective' && this.isMaximized);
    this.look({ sort, descending: again ? !this.view.descending : first });
  }

  /** Draws the values over a hyperparameter; over time where the name is empty. */
  drawOver(name: string): void {
    this.over = name;
    this.keep();
    this.lay();
    this.screen.changed();
  }

  filter(text: string): void {
    this.look({ text });
  }

  filterStatus(status: string): void {
    this.look({ status });
  }

  clearFilter(): void {
    this.look({ text: '', status: '' });
  }

  copyTable(): void {
    void this.ask(this.host.call('copyTable', this.view).then(() => this.sayCopied()));
  }

  openLogs({ name }: Trial): void {
    void this.ask(this.host.call('openTrialLogs', { name }));
  }

  describe({ name }: Trial): void {
    void this.ask(this.host.call('openTrialDescription', { name }));
  }

  openTuningJob(name: string): void {
    void this.ask(this.host.call('openTuningJob', { name }));
  }

  act(what: 'refresh' | 'mend' | 'stopJob' | 'openDescription'): void {
    void this.ask(this.host.call(what, undefined));
  }

  private get isMaximized(): boolean {
    return this.state?.job?.direction === 'Maximize';
  }

  private sayCopied(): void {
    this.copied = this.rows.length;
    this.screen.changed();
    this.screen.later(() => {
      this.copied = undefined;
      this.screen.changed();
    }, copiedMilliseconds);
  }

  private look(changes: Partial<TrialView>): void {
    this.view = { ...this.view, ...changes };
    this.keep();
    this.order();
    this.screen.changed();
  }

  private keep(): void {
    this.screen.keepView(JSON.stringify({ ...this.view, over: this.over }));
  }

  private lay(): void {
    const { measured, over } = this;
    const job = this.state?.job;
    const range = job?.ranges.find(({ name }) => name === over);
    this.axis = this.hyperparameters.includes(over)
      ? hyperparameterAxis(over, range, measured)
      : timeAxis(job?.createdAt ?? measured[0]?.at ?? 0);
  }

  private take(state: TuningState): void {
    const { trials, job } = state;
    this.state = state;
    const direction = job?.direction ?? '';
    this.measured = bestSoFar(trials, direction);
    this.best = bestTrial(trials, direction) ?? this.named(job?.best?.name) ?? undefined;
    this.hyperparameters = hyperparameterNames(job?.ranges ?? [], trials);
    this.statuses = [...new Set(trials.map(({ status }) => status))].sort();
    this.lay();
    this.order();
    this.screen.changed();
  }

  private named(name: string | undefined): Trial | undefined {
    return this.state?.trials.find((trial) => trial.name === name);
  }

  private order(): void {
    this.rows = shownTrials(this.state?.trials ?? [], this.view, Date.now());
  }

  private async ask(request: Promise<unknown>): Promise<void> {
    this.notice = undefined;
    this.screen.changed();
    try {
      await request;
    } catch (error) {
      const cancelled = error instanceof RequestError && error.reason === 'cancelled';
      this.notice = cancelled ? undefined : (error as Error).message;
      this.screen.changed();
    }
  }
}

/** What a page keeps of how it was looked at. */
interface Kept {
  readonly view: TrialView;
  readonly over: string;
}

/** The view of before the page was hidden; what cannot be read is not kept. */
function readKept(kept = '{}'): Kept {
  const { sort, over, descending, text, status } = fieldsOf(kept);
  const column = typeof sort === 'string' ? toTrialColumn(sort) : undefined;
  return {
    view:
      column === undefined
        ? firstView
        : {
            sort: column,
            descending: descending === true,
            text: textOf(text),
            status: textOf(status),
          },
    over: textOf(over),
  };
}

function fieldsOf(json: string): Partial<Record<string, unknown>> {
  try {
    return { ...(JSON.parse(json) as object | null) };
  } catch {
    return {};
  }
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
