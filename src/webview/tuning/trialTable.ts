import { html, nothing, render, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { Trial } from '../../core/tuning/tuningJob';
import type { TuningState } from '../../shared/contracts/tuning';
import { icon } from '../icon';
import { words } from './pageWords';
import { shownValue } from './shownValue';
import { columnsOf, type Column } from './trialColumns';
import type { TuningSession } from './tuningSession';

/** Height of a row in pixels; the same for all, so that only the rows in view need to exist. */
const rowHeight = 22;
/** Rows drawn beyond both edges, which scrolling shows before the next frame. */
const overscan = 12;
/** Pixels beside a cell's text. */
const padding = 16;

/** The table of trials: rows of one height, of which only those in and near the view exist. */
export class TrialTable {
  readonly element = document.createElement('div');
  private columns: readonly Column[] = [];
  /** The state that the columns are of. */
  private measuredState: TuningState | undefined;
  private drawn = { from: -1, to: -1 };

  constructor(private readonly session: TuningSession) {
    const { element } = this;
    element.className = 'trials name';
    element.tabIndex = 0;
    element.setAttribute('role', 'grid');
    element.setAttribute('aria-label', words.trials);
    element.addEventListener('scroll', () => this.onScroll(), { passive: true });
    element.addEventListener('keydown', (event) => this.onKey(event));
    new ResizeObserver(() => this.onScroll()).observe(element);
  }

  /** Draws the rows in view as the session has them now. */
  draw(): void {
    const { session, element } = this;
    if (session.state !== this.measuredState) {
      this.measuredState = session.state;
      this.layOut(columnsOf(session));
    }
    element.setAttribute('aria-rowcount', String(session.rows.length + 1));
    const active = session.selectedRow;
    if (active >= 0) {
      element.setAttribute('aria-activedescendant', rowId(active));
    } else {
      element.removeAttribute('aria-activedescendant');
    }
    this.drawRows();
  }

  /** Brings a row wholly into view. */
  reveal(row: number): void {
    const { element } = this;
    const top = row * rowHeight;
    const room = element.clientHeight - rowHeight; // The head covers one row.
    if (top < element.scrollTop) {
      element.scrollTop = top;
    } else if (top + rowHeight > element.scrollTop + room) {
      element.scrollTop = top + rowHeight - room;
    }
    this.revealInPage(row);
  }

  /** On a low page the table is higher than what is seen of it. */
  private revealInPage(row: number): void {
    const { element } = this;
    const page = element.closest('main');
    if (!page) {
      return;
    }
    const seen = page.getBoundingClientRect();
    const bottom = element.getBoundingClientRect().top + (row + 2) * rowHeight - element.scrollTop;
    const below = bottom - seen.bottom;
    const above = seen.top - (bottom - 2 * rowHeight);
    if (below > 0) {
      page.scrollTop += below;
    } else if (above > 0) {
      page.scrollTop -= above;
    }
  }

  /** Widths follow from all trials, not from those in view: scrolling moves no column. */
  private layOut(columns: readonly Column[]): void {
    const { element } = this;
    this.columns = columns;
    const widths = columns.map(({ width }) => `minmax(calc(${width}ch + ${padding}px), 1fr)`);
    element.style.setProperty('--columns', widths.join(' '));
    const characters = columns.reduce((sum, { width }) => sum + width, 0);
    const all = `calc(${characters}ch + ${padding * columns.length}px)`;
    element.style.setProperty('--table-width', all);
    element.setAttribute('aria-colcount', String(columns.length));
  }

  private drawRows(): void {
    const { session, element, columns } = this;
    this.drawn = this.window();
    const { from, to } = this.drawn;
    render(
      html`<div class="row head" role="row" aria-rowindex="1">
          ${columns.map((column) => this.head(column))}
        </div>
        <div class="sizer" role="rowgroup">
          <div class="rows" role="presentation">
            ${repeat(
              session.rows.slice(from, to),
              ({ name }) => name,
              (trial, index) => this.row(trial, from + index),
            )}
          </div>
        </div>`,
      element,
    );
    const [sizer, rows] = element.querySelectorAll<HTMLElement>('.sizer, .rows');
    sizer?.style.setProperty('height', `${session.rows.length * rowHeight}px`);
    rows?.style.setProperty('transform', `translateY(${from * rowHeight}px)`);
  }

  private window(): { readonly from: number; readonly to: number } {
    const { scrollTop, clientHeight } = this.element;
    const from = Math.max(0, Math.floor(scrollTop / rowHeight) - overscan);
    const to = Math.ceil((scrollTop + clientHeight) / rowHeight) + overscan;
    return { from: Math.min(from, this.session.rows.length), to };
  }

  private head({ id, label, hint, isNumeric }: Column): TemplateResult {
    const { sort, descending } = this.session.view;
    const isSorted = sort === id;
    const order = descending ? 'descending' : 'ascending';
    return html`<div
      class=${isNumeric ? 'cell numeric' : 'cell'}
      role="columnheader"
      aria-sort=${isSorted ? order : nothing}
    >
      <button
        title=${[label, hint, words.sortBy(label)].filter(Boolean).join('\n')}
        @click=${() => this.session.sortBy(id)}
      >
        <span class="text">${shownValue(label)}</span
        >${isSorted ? icon(descending ? 'arrow-down' : 'arrow-up') : nothing}
      </button>
    </div>`;
  }

  private row(trial: Trial, index: number): TemplateResult {
    const isSelected = index === this.session.selectedRow;
    return html`<div
      class=${isSelected ? 'row selected' : 'row'}
      id=${rowId(index)}
      role="row"
      aria-rowindex=${index + 2}
      aria-selected=${String(isSelected)}
      @click=${() => this.session.select(trial)}
      @dblclick=${() => this.session.openLogs(trial)}
    >
      ${this.columns.map(({ text, cell, isNumeric }) => {
        const whole = text(trial);
        return html`<div
          class=${isNumeric ? 'cell numeric' : 'cell'}
          role="gridcell"
          title=${whole}
        >
          ${cell?.(trial) ?? shownValue(whole)}
        </div>`;
      })}
    </div>`;
  }

  private onScroll(): void {
    const { from, to } = this.window();
    if (this.measuredState && (from !== this.drawn.from || to !== this.drawn.to)) {
      this.drawRows();
    }
  }

  private onKey(event: KeyboardEvent): void {
    if (event.target !== this.element) {
      return; // A head's button has keys of its own.
    }
    const { session } = this;
    const at = session.selectedRow;
    const page = Math.max(1, Math.floor(this.element.clientHeight / rowHeight) - 2);
    const moves: Readonly<Record<string, () => void>> = {
      ArrowDown: () => session.selectRow(at + 1),
      ArrowUp: () => session.selectRow(at - 1),
      PageDown: () => session.selectRow(at + page),
      PageUp: () => session.selectRow(at - page),
      Home: () => session.selectRow(0),
      End: () => session.selectRow(session.rows.length - 1),
      Enter: () => session.selected && session.openLogs(session.selected),
      Escape: () => session.select(undefined),
    };
    const move = Object.hasOwn(moves, event.key) ? moves[event.key] : undefined;
    if (move) {
      event.preventDefault();
      move();
    }
  }
}

const rowId = (index: number): string => `row-${index}`;
