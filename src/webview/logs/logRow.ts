import { shownPath } from '../../core/packaging/shownPath';
import type { LogLine } from '../../core/logs/logLine';
import type { CodePlace } from '../../core/logs/codeReference';
import type { Segment } from './segments';
import { words } from './pageWords';

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

const drawn = ({ text, classes }: Segment): Node | string => (classes ? span(text, classes) : text);

/** One link for all segments of a place; a person can go to it by key. */
function linkTo({ path, line }: CodePlace): HTMLAnchorElement {
  const link = document.createElement('a');
  link.className = 'code';
  link.role = 'link';
  link.tabIndex = 0;
  link.title = words.openCode(shownPath(path), line);
  link.dataset['path'] = path;
  link.dataset['at'] = String(line);
  return link;
}

/** The place that a click or key on `target` is for. */
export function linkedPlace(target: EventTarget | null): CodePlace | undefined {
  const link = target instanceof Element ? target.closest<HTMLElement>('a.code') : null;
  return link ? { path: link.dataset['path'] ?? '', line: Number(link.dataset['at']) } : undefined;
}

function message(segments: readonly Segment[]): HTMLSpanElement {
  const text = span('', 'text');
  let link: { readonly place: CodePlace; readonly element: HTMLAnchorElement } | undefined;
  for (const segment of segments) {
    if (segment.link && segment.link === link?.place) {
      link.element.append(drawn(segment));
      continue;
    }
    link = segment.link && { place: segment.link, element: linkTo(segment.link) };
    link?.element.append(drawn(segment));
    text.append(link?.element ?? drawn(segment));
  }
  return text;
}

/** Time, host and message with a space between them, as they are copied. */
function cells({ line, time, exactTime, hostClass, segments, cut }: RowContent): (Node | string)[] {
  const timeCell = span(time, 'time');
  timeCell.title = exactTime;
  const text = message(segments);
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
