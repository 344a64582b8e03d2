import type { LineRange } from './lineCache';
import { ScrollMap } from './scrollMap';

/** Rows drawn beyond both edges, which scrolling shows before the next frame. */
const overscan = 16;
/** Rows that are kept for the selection's sake, when it reaches out of view. */
const mostSelected = 1000;

export interface ViewportListener {
  /** The person moved the view; `atEnd`: down to the last line. */
  scrolled(direction: 'up' | 'down', atEnd: boolean): void;
  /** The view came to rest. */
  rested(): void;
  /** Size or font changed. */
  resized(): void;
}

/**
 * A scrolled window of rows with one fixed height. Only the rows in and near the view exist; they
 * stay in the order of the lines, for selection, copying and screen readers.
 */
export class LogViewport {
  readonly element = document.createElement('div');
  private readonly sizer = document.createElement('div');
  private readonly rows = document.createElement('div');
  private readonly map = new ScrollMap();
  private readonly drawn = new Map<number, HTMLElement>();
  private count = 0;
  private space = 0;
  private rowHeight = 18;
  private expected = 0;
  private longest = 0;
  private selected: LineRange | undefined;
  private rest: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly listener: ViewportListener) {
    this.element.className = 'log';
    this.element.tabIndex = 0;
    this.sizer.className = 'sizer';
    this.rows.className = 'rows';
    this.sizer.append(this.rows);
    this.element.append(this.sizer);
    this.element.addEventListener('scroll', () => this.onScroll(), { passive: true });
    this.element.addEventListener('keydown', (event) => this.onKey(event));
    new ResizeObserver(() => {
      this.measure();
      this.listener.resized();
    }).observe(this.element);
  }

  get atEnd(): boolean {
    return this.map.atEnd;
  }

  /** The lines that are at least partly in view. */
  get visible(): LineRange {
    const from = Math.floor(this.map.position / this.rowHeight);
    const to = Math.ceil((this.map.position + this.element.clientHeight) / this.rowHeight);
    return { from: Math.min(from, this.count), to: Math.min(to, this.count) };
  }

  /** The lines that have rows: those near the view, and on to what is selected. */
  get window(): LineRange {
    const { from, to } = this.visible;
    const near = { from: Math.max(0, from - overscan), to: Math.min(this.count, to + overscan) };
    const all = {
      from: Math.min(near.from, this.selected?.from ?? Infinity),
      to: Math.max(near.to, this.selected?.to ?? 0),
    };
    return all.to - all.from <= mostSelected ? all : near;
  }

  /** Tells which lines hold a selection, whose rows must not go away. */
  select(lines: LineRange | undefined): void {
    this.selected = lines;
  }

  /** `space`: pixels that are left free below the last line, at most a third of the view. */
  setCount(count: number, space: number): void {
    this.count = count;
    this.space = space;
    this.resize();
  }

  scrollToEnd(): void {
    this.place(Infinity);
  }

  /** Puts a line at the upper edge. */
  scrollTo(line: number): void {
    this.place(line * this.rowHeight);
  }

  /** Brings a line into the view's middle unless it is well in view already. */
  reveal(line: number): void {
    const { from, to } = this.visible;
    if (line < from + 1 || line >= to - 2) {
      const middle = (this.element.clientHeight - this.rowHeight) / 2;
      this.place(line * this.rowHeight - middle);
    }
  }

  /** Makes room for the longest line, so that the horizontal scroll bar does not come and go. */
  widen(characters: number): void {
    if (characters > this.longest) {
      this.longest = characters;
      this.rows.style.minWidth = `calc(${characters}ch + 4ch)`;
    }
  }

  /** Draws the rows of the window; those of `stale` lines, and what was absent, anew. */
  draw(
    row: (line: number) => HTMLElement,
    stale: (line: number, row: HTMLElement) => boolean,
  ): void {
    const { from, to } = this.window;
    for (const [line, element] of this.drawn) {
      if (line < from || line >= to || stale(line, element)) {
        element.remove();
        this.drawn.delete(line);
      }
    }
    let next: Element | null = this.rows.firstElementChild;
    for (let line = from; line < to; line++) {
      const there = this.drawn.get(line);
      if (there) {
        next = there.nextElementSibling;
      } else {
        const element = row(line);
        this.drawn.set(line, element);
        this.rows.insertBefore(element, next);
      }
    }
    const top = Math.round(from * this.rowHeight - this.map.position + this.expected);
    this.rows.style.transform = `translateY(${top}px)`;
  }

  private measure(): void {
    const { fontSize } = getComputedStyle(this.element);
    this.rowHeight = Math.round(parseFloat(fontSize) * 1.4) || this.rowHeight;
    this.element.style.setProperty('--row-height', `${this.rowHeight}px`);
    this.resize();
  }

  private resize(): void {
    const viewport = this.element.clientHeight;
    const total = this.count * this.rowHeight + Math.min(this.space, viewport / 3);
    const bar = this.map.resize({ total, viewport });
    this.sizer.style.height = `${this.map.height}px`;
    this.moveBar(bar);
  }

  private place(top: number): void {
    this.moveBar(this.map.place(top));
  }

  private moveBar(bar: number): void {
    this.expected = bar;
    this.element.scrollTop = bar;
  }

  private onScroll(): void {
    clearTimeout(this.rest);
    this.rest = setTimeout(() => this.onRest(), 150);
    this.takeMove();
  }

  /** Takes over where the person moved the bar, if they did. */
  private takeMove(): void {
    const bar = this.element.scrollTop;
    // Browsers round what they are given; anything nearer than that is our own or the browser's doing.
    if (Math.abs(bar - this.expectedNow()) < 1) {
      return;
    }
    this.expected = bar;
    const direction = this.map.moved(bar);
    if (direction !== 'none') {
      this.listener.scrolled(direction, this.map.atEnd);
    }
  }

  /**
   * Where the bar is when nobody has moved it: a view that has grown since cannot stay beyond its new
   * end, and the browser says so by a scroll event before it tells the size.
   */
  private expectedNow(): number {
    return Math.min(this.expected, Math.max(0, this.map.height - this.element.clientHeight));
  }

  private onRest(): void {
    // A move may be there whose event comes only with the next frame.
    this.takeMove();
    this.moveBar(this.map.place(this.map.position));
    this.listener.rested();
  }

  private onKey(event: KeyboardEvent): void {
    const page = this.element.clientHeight - this.rowHeight;
    const steps: Readonly<Record<string, number>> = {
      ArrowUp: -this.rowHeight,
      ArrowDown: this.rowHeight,
      PageUp: -page,
      PageDown: page,
      Home: -Infinity,
      End: Infinity,
    };
    const step = steps[event.key];
    if (step === undefined || event.altKey || event.shiftKey || event.target !== this.element) {
      return;
    }
    event.preventDefault();
    this.place(this.map.position + step);
    this.listener.scrolled(step < 0 ? 'up' : 'down', this.map.atEnd);
    this.listener.rested();
  }
}
