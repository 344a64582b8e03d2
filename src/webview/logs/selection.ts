import type { LineRange } from './lineCache';

const lineOf = (node: Node | null): HTMLElement | null => {
  const element = node instanceof Element ? node : (node?.parentElement ?? null);
  return element?.closest<HTMLElement>('.line') ?? null;
};

const numberOf = (row: HTMLElement | null): number | undefined =>
  row ? Number(row.dataset['line']) : undefined;

/** What is selected of the log: everything, some lines, or nothing of it. */
export type SelectedLines = 'all' | LineRange | undefined;

/**
 * Reads the selection. Everything is selected when the selection goes round all rows, for then it
 * holds those that do not exist as well.
 */
export function selectedLines(log: HTMLElement): SelectedLines {
  const selection = document.getSelection();
  if (!selection || selection.isCollapsed) {
    return undefined;
  }
  const range = selection.getRangeAt(0);
  if (range.isPointInRange(log, 0) && range.isPointInRange(log, log.childNodes.length)) {
    return 'all';
  }
  const lines = [selection.anchorNode, selection.focusNode].flatMap(
    (node) => numberOf(lineOf(node)) ?? [],
  );
  return lines.length === 0 ? undefined : { from: Math.min(...lines), to: Math.max(...lines) + 1 };
}

/** Whether each of the lines has its row, and shows it in full. */
function drawnInFull(log: HTMLElement, { from, to }: LineRange): boolean {
  const rows = [...log.querySelectorAll<HTMLElement>('.line')].filter((row) => {
    const line = Number(row.dataset['line']);
    return line >= from && line < to;
  });
  return (
    rows.length === to - from &&
    rows.every((row) => !row.matches('.absent') && !row.querySelector('.cut'))
  );
}

/** Copies as plain text what the page has in full; asks the host for all else. */
export function copyFrom(
  log: HTMLElement,
  count: () => number,
  ask: (lines: LineRange) => void,
): void {
  log.addEventListener('copy', (event) => {
    const lines = selectedLines(log);
    if (lines === undefined) {
      return;
    }
    event.preventDefault();
    if (lines !== 'all' && drawnInFull(log, lines)) {
      event.clipboardData?.setData('text/plain', String(document.getSelection()));
    } else {
      ask(lines === 'all' ? { from: 0, to: count() } : lines);
    }
  });
}

/** Ctrl+A inside the log selects the log and nothing around it. */
export function selectAllOn(log: HTMLElement): void {
  log.addEventListener('keydown', (event) => {
    if (event.key.toLowerCase() === 'a' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      document.getSelection()?.selectAllChildren(log);
    }
  });
}
