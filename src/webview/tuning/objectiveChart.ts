import uPlot from 'uplot';
import type { Measured } from '../../core/tuning/bestSoFar';
import type { Trial } from '../../core/tuning/tuningJob';
import { timeAxis, type ChartAxis } from './chartAxis';
import { chartColors } from './chartColors';
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

/** A trial in the chart. */
interface Point {
  readonly measured: Measured;
  readonly x: number;
}

/**
 * The trials' values over time, with the best of them so far as a line of steps, or over the values of a
 * hyperparameter.
 */
export class ObjectiveChart {
  readonly element = document.createElement('div');
  private readonly plot: uPlot;
  private measured: readonly Measured[] = [];
  private axis = timeAxis(0);
  /** From the left, as the plot wants them. */
  private points: readonly Point[] = [];
  private selected: Point | undefined;
  private hovered: Point | undefined;

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
        ports.selected(found.measured.trial);
      }
    });
    new ResizeObserver(() => this.fit()).observe(this.element);
    // A change of the theme changes the class or the variables.
    const themes = new MutationObserver(() => this.plot.redraw(false));
    themes.observe(document.body, { attributeFilter: ['class'] });
    themes.observe(document.documentElement, { attributeFilter: ['style', 'class'] });
  }

  show(measured: readonly Measured[], axis: ChartAxis, selected: Trial | undefined): void {
    const isNew = measured !== this.measured || axis !== this.axis;
    this.measured = measured;
    this.axis = axis;
    if (isNew) {
      this.hovered = undefined;
      this.points = pointsOf(measured, axis);
    }
    const before = this.selected;
    this.selected = this.points.find(({ measured: { trial } }) => trial.name === selected?.name);
    if (isNew) {
      this.plot.setData([
        this.points.map(({ x }) => x),
        this.points.map(({ measured: { value } }) => value),
        this.points.map(({ measured: { best } }) => (axis.isTime ? (best ?? null) : null)),
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
      scales: { x: { time: false, range: (_plot, from, to) => this.axis.range(from, to) } },
      axes: [
        {
          ...axis,
          ...{ incrs: steps, size: 28 },
          splits: (...[, , from, to, step]) => this.axis.ticks(from, to, step).map(({ at }) => at),
          values: (plot, places) => this.labels(plot, places),
        },
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

  private labels({ scales }: uPlot, places: readonly number[]): string[] {
    const { min = 0, max = 0 } = { ...scales['x'] };
    const step = (places[1] ?? 0) - (places[0] ?? 0) || 1;
    const ticks = this.axis.ticks(min, max, step);
    return places.map((place) => ticks.find(({ at }) => at === place)?.label ?? '');
  }

  private place({ x, measured: { value } }: Point, onCanvas: boolean): [x: number, y: number] {
    return [this.plot.valToPos(x, 'x', onCanvas), this.plot.valToPos(value, 'y', onCanvas)];
  }

  private nearest(x: number, y: number): Point | undefined {
    let nearest: { readonly point: Point; readonly distance: number } | undefined;
    for (const point of this.points) {
      const [atX, atY] = this.place(point, false);
      const distance = Math.hypot(atX - x, atY - y);
      if (distance < (nearest?.distance ?? reach)) {
        nearest = { point, distance };
      }
    }
    return nearest?.point;
  }

  private hover(point: Point | undefined): void {
    if (point !== this.hovered) {
      this.hovered = point;
      this.plot.redraw(false, false);
      this.ports.hovered(point?.measured);
    }
  }

  private fit(): void {
    const { clientWidth: width, clientHeight: height } = this.element;
    if (width > 0 && height > 0) {
      this.plot.setSize({ width, height });
    }
  }
}

const pointsOf = (measured: readonly Measured[], axis: ChartAxis): readonly Point[] =>
  measured
    .flatMap((each) => {
      const x = axis.position(each);
      return x === undefined ? [] : [{ measured: each, x }];
    })
    .sort((a, b) => a.x - b.x);

/** Pixels that the labels need. Before there are any, uPlot gives none, whatever its types say. */
const axisWidth = (labels: readonly string[] | null): number =>
  16 + 7 * Math.max(4, ...(labels ?? []).map(({ length }) => length));
