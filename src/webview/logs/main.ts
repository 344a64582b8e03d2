import type { VscodeTextfield } from '@vscode-elements/elements/dist/vscode-textfield/index.js';
import type { logsContract } from '../../shared/contracts/logs';
import { connect } from '../../shared/rpc/client';
import { openPage } from '../page';
import { pageStyles } from '../pageStyles';
import { painter, useStyles } from '../paint';
import { ansiStyles } from './ansiStyles';
import { codeStyles } from './codeStyles';
import { watchBlack } from './faintBlack';
import { LogSession } from './logSession';
import { linkedPlace } from './logRow';
import { logStyles } from './logStyles';
import { LogViewport } from './logViewport';
import { logView } from './logView';
import { RowPainter } from './rowPainter';
import { copyFrom, selectAllOn, selectedLines } from './selection';
import { words } from './pageWords';

useStyles(pageStyles, ansiStyles, logStyles, codeStyles);
watchBlack();
const page = openPage();
const host = connect<typeof logsContract>(page.port);
const { anchor } = page.state;
/** The line to go back to as soon as it is there, unless the person goes elsewhere first. */
let restoring = typeof anchor === 'number' ? anchor : undefined;
let frame: number | undefined;
/**
 * Pixels below the last line of a job that has ended: the notification of its end lies on the last lines
 * else, and they are what one reads then.
 */
const spaceAtEnd = 112;

const viewport = new LogViewport({
  scrolled: (direction, atEnd) => {
    restoring = undefined;
    if (direction === 'up' ? session.follow : atEnd && !session.follow) {
      session.setFollow(direction === 'down');
    }
    drawSoon();
  },
  rested: () => page.keepAnchor(session.follow ? 'end' : viewport.visible.from),
  resized: () => drawSoon(),
});

const session: LogSession = new LogSession(host, {
  get firstVisible() {
    return viewport.visible.from;
  },
  changed: () => paint(),
  linesChanged: () => drawSoon(),
  reveal: (line) => {
    restoring = undefined;
    viewport.reveal(line);
    drawSoon();
  },
});

const rows = new RowPainter(session, viewport);
const paint = painter(
  () => logView(session, viewport.element),
  () => viewport.element.setAttribute('aria-label', words.log(session.state?.jobName ?? '')),
);

/** Draws the lines in the next frame, once for all that happens until then. */
function drawSoon(): void {
  frame ??= requestAnimationFrame(drawLines);
}

function drawLines(): void {
  frame = undefined;
  viewport.setCount(session.lineCount, session.state?.phase === 'ended' ? spaceAtEnd : 0);
  if (session.follow) {
    viewport.scrollToEnd();
  } else if (restoring !== undefined && restoring < session.lineCount) {
    viewport.scrollTo(restoring);
  }
  rows.draw();
  const before = session.newLines;
  session.see(viewport.visible.to);
  if (session.newLines !== before) {
    paint();
  }
}

function focusFind(): void {
  const field = document.querySelector<VscodeTextfield>('#find');
  field?.focus();
  field?.wrappedElement.select();
}

viewport.element.setAttribute('role', 'log');
viewport.element.setAttribute('aria-live', 'off');
session.follow = restoring === undefined;
copyFrom(
  viewport.element,
  () => session.lineCount,
  (lines) => session.copy(lines),
);
selectAllOn(viewport.element);
viewport.element.addEventListener('click', ({ target }) => {
  const place = linkedPlace(target);
  // Whoever selects text on a link does not want to leave.
  if (place && document.getSelection()?.isCollapsed !== false) {
    session.openCode(place);
  }
});
viewport.element.addEventListener('keydown', ({ key, target }) => {
  const place = key === 'Enter' ? linkedPlace(target) : undefined;
  if (place) {
    session.openCode(place);
  }
});
document.addEventListener('selectionchange', () => {
  const lines = selectedLines(viewport.element);
  viewport.select(lines === 'all' ? undefined : lines);
  if (lines !== undefined && lines !== 'all' && session.follow) {
    session.setFollow(false);
  }
});
document.addEventListener('keydown', (event) => {
  if (event.key.toLowerCase() === 'f' && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    focusFind();
  }
});

paint();
host.ready();
