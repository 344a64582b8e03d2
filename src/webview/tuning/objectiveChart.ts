import uPlot from 'uplot';
import type { Measured } from '../../core/tuning/bestSoFar';
import type { Trial } from '../../core/tuning/tuningJob';
import { chartColors } from './chartColors';
import { words } from './pageWords';
import { shownValue } from './shownValue';

/** Steps of the axis of time, in seconds. */
const steps = [1, 5, 15, 30, 60, 300, 900, 1800].concat(
  [1, 2, 3, 6, 12, 24, 48, 168].map((hours) => hours * 3600),
);

/** Pixels from a point at which the pointer means it. */
const reach = 24;

export interface ChartPorts {
  /** The pointer is at a trial, or at none. */
  hovered(measured: Measured | undefined): void;
  selected(trial: Trial): void;
}

/** The trials' values over time, and the best of them so far as a line of steps. */
export class ObjectiveChart {
  readonly element = document.createElement('div');
  private readonly plot: uPlot;
  private measured: readonly Measured[] = [];
  private selected: Measured | undefined;
  private hovered: Measured | undefined;
  private start = 0;

  constructor(private readonly ports: ChartPorts) {
    this.element.className = 'plot';
    this.element.setAttribute('role', 'img');
    this.plot = new uPlot(this.options(), [[], [], []], this.element);
    this.plot.over.addEventListener('pointermove', ({ offsetX, offsetY }) =>
      this.hover(this.nearest(offsetX, offsetY)),
    );
    this.plot.over.addEventListener('pointerleave', () => this.hover(undefined));
    this.plot.over.addEventListener('click', ({ offsetX, offsetY }) => {
      const found = this.nearest(offsetX, offsetY);
      if (found) {
        ports.selected(found.trial);
      }
    });
    new ResizeObserver(() => this.fit()).observe(this.element);
    // A change of the theme changes the class or the variables.
    const themes = new MutationObserver(() => this.plot.redraw(false));
    themes.observe(document.body, { attributeFilter: ['class'] });
    themes.observe(document.documentElement, { attributeFilter: ['style', 'class'] });
  }

  /** `start`: where the axis of time begins, in milliseconds since the epoch. */
  show(measured: readonly Measured[], start: number, selected: Trial | undefined): void {
    const isNew = measured !== this.measured || start !== this.start;
    this.measured = measured;
    this.start = start;
    const before = this.selected;
    this.selected = measured.find(({ trial }) => trial.name === selected?.name);
    if (isNew) {
      this.hovered = undefined;
      this.plot.setData([
        measured.map(({ at }) => (at - start) / 1000),
        measured.map(({ value }) => value),
        measured.map(({ best }) => best ?? null),
      ]);
    } else if (this.selected !== before) {
      this.plot.redraw(false, false);
    }
  }

  private options(): uPlot.Options {
    const { stepped } = uPlot.paths;
    const axis = {
      stroke: () => chartColors().text,
      grid: { stroke: () => chartColors().grid, width: 1 },
      ticks: { show: false },
      font: `11px ${getComputedStyle(document.body).fontFamily}`,
    };
    return {
      width: 400,
      height: 200,
      legend: { show: false },
      cursor: { y: false, points: { show: false }, drag: { x: false, y: false } },
      scales: { x: { time: false, range: (_plot, from, to) => timeRange(from, to) } },
      axes: [
        { ...axis, incrs: steps, values: (_plot, at) => at.map(words.tick), size: 28 },
        {
          ...axis,
          values: (_plot, at) => at.map((value) => shownValue(String(value))),
          size: (_plot, values) => axisWidth(values),
        },
      ],
      series: [
        {},
        {
          stroke: () => chartColors().trial,
          paths: () => null,
          points: { show: true, size: 5, fill: () => chartColors().trial },
        },
        {
          stroke: () => chartColors().best,
          width: 1.5,
          points: { show: false },
          ...(stepped && { paths: stepped({ align: 1 }) }),
        },
      ],
      hooks: { draw: [() => this.drawMarks()] },
    };
  }

  /** A ring round the selected trial, and round the one under the pointer. */
  private drawMarks(): void {
    const { ctx } = this.plot;
    for (const marked of [this.selected, this.hovered]) {
      if (marked) {
        const [x, y] = this.place(marked, true);
        ctx.beginPath();
        ctx.strokeStyle = chartColors().mark;
        ctx.lineWidth = 2 * devicePixelRatio;
        ctx.arc(x, y, 6 * devicePixelRatio, 0, 2 * Math.PI);
        ctx.stroke();
      }
    }
  }

  private place({ at, value }: Measured, onCanvas: boolean): [x: number, y: number] {
    const x = this.plot.valToPos((at - this.start) / 1000, 'x', onCanvas);
    return [x, this.plot.valToPos(value, 'y', onCanvas)];
  }

  private nearest(x: number, y: number): Measured | undefined {
    let nearest: { readonly measured: Measured; readonly distance: number } | undefined;
    for (const measured of this.measured) {
      const [atX, atY] = this.place(measured, false);
      const distance = Math.hypot(atX - x, atY - y);
      if (distance < (nearest?.distance ?? reach)) {
        nearest = { measured, distance };
      }
    }
    return nearest?.measured;
  }

  private hover(measured: Measured | undefined): void {
    if (measured !== this.hovered) {
      this.hovered = measured;
      this.plot.redraw(false, false);
      this.ports.hovered(measured);
    }
  }

  private fit(): void {
    const { clientWidth: width, clientHeight: height } = this.element;
    if (width > 0 && height > 0) {
      this.plot.setSize({ width, height });
    }
  }
}

/** From the start of the job; one point alone stands in the middle of something. */
const timeRange = (from: number, to: number): [number, number] => {
  const first = Math.min(0, from || 0);
  const last = Math.max(to || 0, first + 1);
  return [first, last + (last - first) * 0.03];
};

/** Pixels that the labels need. Before there are any, uPlot gives none, whatever its types say. */
const axisWidth = (labels: readonly string[] | null): number =>
  16 + 7 * Math.max(4, ...(labels ?? []).map(({ length }) => length));
