import { logRow, type RowContent } from './logRow';
import type { LogSession } from './logSession';
import type { LogViewport } from './logViewport';
import { messageSegments } from './messageSegments';
import type { Segment } from './segments';
import { exactTime, timeText } from './timeFormat';
import { words } from './pageWords';

/** Characters of one line that are drawn; the rest is for the editor. */
const longestDrawn = 5000;
const hostColors = 6;

/** Characters that take room. */
const drawnLength = (segments: readonly Segment[]): number =>
  segments.reduce(
    (sum, { text, classes }) => sum + (/\bfolded\b/.test(classes) ? 1 : text.length),
    0,
  );

/** Draws the lines of a session into its viewport. */
export class RowPainter {
  /** What all rows depend on; when it changes, all are drawn anew. */
  private look = '';

  constructor(
    private readonly session: LogSession,
    private readonly viewport: LogViewport,
  ) {}

  draw(): void {
    const { session, viewport } = this;
    const look = this.currentLook();
    const anew = look !== this.look;
    this.look = look;
    session.feed.want(viewport.window);
    viewport.draw(
      (line) => this.row(line),
      (line, row) => anew || (row.matches('.absent') && session.feed.line(line) !== undefined),
    );
    for (const row of viewport.element.querySelectorAll<HTMLElement>('.line')) {
      row.classList.toggle('found', row.dataset['line'] === String(session.found));
    }
  }

  private currentLook(): string {
    const { timeMode, start, state, finder } = this.session;
    return JSON.stringify([timeMode, start, state?.hosts, finder.query, finder.matchCase]);
  }

  private row(number: number): HTMLElement {
    const line = this.session.feed.line(number);
    const content = line && this.content(line);
    if (content) {
      this.viewport.widen(drawnLength(content.segments));
    }
    return logRow(number, content);
  }

  private content(line: NonNullable<RowContent['line']>): RowContent {
    const { timeMode, start, state, finder } = this.session;
    const hosts = state?.hosts ?? [];
    const hidden = line.message.length - longestDrawn;
    return {
      line,
      time: timeText(line.timestamp, timeMode, start ?? line.timestamp),
      exactTime: exactTime(line.timestamp),
      hostClass:
        hosts.length > 1 ? `host-${Math.max(0, hosts.indexOf(line.host)) % hostColors}` : undefined,
      segments: messageSegments(line.message.slice(0, longestDrawn), finder),
      cut: hidden > 0 ? words.cut(hidden) : undefined,
    };
  }
}
