/** Lengths in CSS pixels. */
export interface Extent {
  /** All lines one below the other. */
  readonly total: number;
  readonly viewport: number;
}

/**
 * Browsers lay out about 33 million physical pixels and no more, which a long log on a sharp screen
 * exceeds. Beyond `limit` the scroll bar stands for the whole text in proportion, while small moves
 * (wheel, keys) stay exact.
 */
export class ScrollMap {
  private extent: Extent = { total: 0, viewport: 0 };
  private top = 0;
  private bar = 0;

  constructor(private readonly limit = 8_000_000) {}

  /** Distance of the view's upper edge from that of the first line. */
  get position(): number {
    return this.top;
  }

  /** Height that the scrolled element is given. */
  get height(): number {
    return Math.min(this.extent.total, this.limit);
  }

  get atEnd(): boolean {
    return this.top >= this.end - 1;
  }

  /** Takes new lengths; the lines in view stay. Returns where the scroll bar belongs. */
  resize(extent: Extent): number {
    this.extent = extent;
    return this.place(this.top);
  }

  /** Takes the scroll bar's new place as the person moved it; tells in which direction that was. */
  moved(bar: number): 'up' | 'down' | 'none' {
    const before = this.top;
    const step = bar - this.bar;
    const exact = Math.abs(step) <= this.extent.viewport && bar > 0 && bar < this.barEnd;
    this.bar = bar;
    this.top = this.clamp(exact ? this.top + step : this.proportional(bar));
    if (Math.abs(this.top - before) < 0.5) {
      return 'none';
    }
    return this.top < before ? 'up' : 'down';
  }

  /** Goes to a position; returns where the scroll bar belongs. */
  place(top: number): number {
    this.top = this.clamp(top);
    this.bar = this.end === 0 ? 0 : (this.top / this.end) * this.barEnd;
    return this.bar;
  }

  private get end(): number {
    return Math.max(0, this.extent.total - this.extent.viewport);
  }

  private get barEnd(): number {
    return Math.max(0, this.height - this.extent.viewport);
  }

  private clamp(top: number): number {
    return Math.min(Math.max(0, top), this.end);
  }

  private proportional(bar: number): number {
    return this.barEnd === 0 ? 0 : (bar / this.barEnd) * this.end;
  }
}
