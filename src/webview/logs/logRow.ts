import type { LogLine } from '../../core/logs/logLine';
import type { Segment } from './segments';

/** What a row shows; the texts are drawn as text, whatever they contain. */
export interface RowContent {
  readonly line: LogLine;
  readonly time: string;
  readonly exactTime: string;
  /** Class that colours the host's name; `undefined`: the name is not shown. */
  readonly hostClass: string | undefined;
  readonly segments: readonly Segment[];
  /** Said after a line that is too long to be drawn in full. */
  readonly cut: string | undefined;
}

function span(text: string, classes: string): HTMLSpanElement {
  const element = document.createElement('span');
  element.className = classes;
  element.textContent = text;
  return element;
}

/** Time, host and message with a space between them, as they are copied. */
function cells({ line, time, exactTime, hostClass, segments, cut }: RowContent): (Node | string)[] {
  const timeCell = span(time, 'time');
  timeCell.title = exactTime;
  const text = span('', 'text');
  text.append(...segments.map((s) => (s.classes ? span(s.text, s.classes) : s.text)));
  const host = hostClass === undefined ? [] : [span(line.host, `host ${hostClass}`), ' '];
  return [timeCell, ' ', ...host, text, ...(cut === undefined ? [] : [span(cut, 'cut')])];
}

/** The element of one line; empty until the line is there. */
export function logRow(number: number, content: RowContent | undefined): HTMLDivElement {
  const row = document.createElement('div');
  row.className = content ? 'line' : 'line absent';
  row.dataset['line'] = String(number);
  if (content) {
    row.append(...cells(content));
  }
  return row;
}
