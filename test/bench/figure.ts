/** One line of the performance table; also the record in dist/bench.json. */
export interface Figure {
  readonly name: string;
  /** `null`: it could not be measured, which fails. */
  readonly value: number | null;
  readonly unit: string;
  readonly budget: number;
  /** What it is held against, measured in the same run; `null` for an absolute budget. */
  readonly peer: { readonly name: string; readonly value: number | null } | null;
  /** Value over peer. */
  readonly ratio: number | null;
  readonly ok: boolean;
}

interface Measured {
  readonly name: string;
  readonly value: number | undefined;
  readonly unit: string;
  readonly budget: number;
  readonly peer?: { readonly name: string; readonly value: number | undefined };
}

/** A figure holds when it was measured, is within its budget, and its peer was measured as well. */
export function toFigure({ name, value, unit, budget, peer }: Measured): Figure {
  const peerMissing = peer !== undefined && peer.value === undefined;
  return {
    name,
    value: rounded(value),
    unit,
    budget: rounded(budget) ?? budget,
    peer: peer ? { name: peer.name, value: rounded(peer.value) } : null,
    ratio: peer?.value === undefined || value === undefined ? null : rounded(value / peer.value),
    ok: value !== undefined && value <= budget && !peerMissing,
  };
}

const rounded = (value: number | undefined): number | null =>
  value === undefined ? null : Number(value.toPrecision(4));

/** The value below which a `share` of the samples lies (nearest rank). */
export function quantile(samples: readonly number[], share: number): number | undefined {
  const sorted = [...samples].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
}

export const median = (samples: readonly number[]): number | undefined => quantile(samples, 0.5);

/** The figures as lines of text. */
export function formatTable(figures: readonly Figure[]): string {
  const rows = figures.map((figure) => [
    figure.ok ? 'ok' : 'FAILED',
    figure.name,
    `${shown(figure.value)} ${figure.unit}`,
    `<= ${shown(figure.budget)}`,
    figure.peer ? `${figure.peer.name}: ${shown(figure.peer.value)} ${figure.unit}` : '',
    figure.ratio === null ? '' : `x ${shown(figure.ratio)}`,
  ]);
  const table = [['', 'figure', 'value', 'budget', 'peer', 'ratio'], ...rows];
  const widths = table[0]?.map((_, column) =>
    Math.max(...table.map((row) => row[column]?.length ?? 0)),
  );
  return table
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths?.[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

const shown = (value: number | null): string => (value === null ? 'not measured' : String(value));
