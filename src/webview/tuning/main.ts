import plotSheet from 'uplot/dist/uPlot.min.css';
import type { VscodeTextfield } from '@vscode-elements/elements/dist/vscode-textfield/index.js';
import { unsafeCSS } from 'lit';
import type { tuningContract } from '../../shared/contracts/tuning';
import { connect } from '../../shared/rpc/client';
import { openPage } from '../page';
import { pageStyles } from '../pageStyles';
import { painter, useStyles } from '../paint';
import { ObjectiveChart } from './objectiveChart';
import { TrialTable } from './trialTable';
import { trialTableStyles } from './trialTableStyles';
import { TuningSession } from './tuningSession';
import { tuningStyles } from './tuningStyles';
import { tuningView, type TuningParts } from './tuningView';
import { words } from './pageWords';
import { shownValue } from './shownValue';

const tickMilliseconds = 1000;

useStyles(unsafeCSS(plotSheet), pageStyles, trialTableStyles, tuningStyles);
const page = openPage();
const host = connect<typeof tuningContract>(page.port);
const session: TuningSession = new TuningSession(
  host,
  {
    changed: () => paint(),
    reveal: (row) => table.reveal(row),
    keepView: (view) => page.keepView(view),
    later: (action, milliseconds) => setTimeout(action, milliseconds),
  },
  page.state.view,
);
const table = new TrialTable(session);
const chart = new ObjectiveChart({
  hovered: (measured) => {
    parts.hovered = measured;
    paint();
  },
  selected: (trial) => session.select(trial),
});
const parts: TuningParts = {
  session,
  table: table.element,
  chart: chart.element,
  hovered: undefined,
};

const paint = painter(
  () => tuningView(parts),
  () => {
    const { state, measured, axis, best, selected } = session;
    if (state) {
      table.draw();
      chart.show(measured, axis, selected);
      chart.element.setAttribute(
        'aria-label',
        best
          ? words.chartWithBest(measured.length, shownValue(best.objective), best.number)
          : words.chart(measured.length),
      );
    }
  },
);

// The durations of what runs go on.
setInterval(() => {
  if (session.state?.phase === 'live') {
    paint();
  }
}, tickMilliseconds);

document.addEventListener('keydown', (event) => {
  const field = document.querySelector<VscodeTextfield>('#filter');
  if (event.key.toLowerCase() === 'f' && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    field?.focus();
  } else if (event.key === 'Escape' && field && event.target === field) {
    session.filter('');
  }
});

paint();
host.ready();
