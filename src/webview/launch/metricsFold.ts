import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { ScriptMetric } from '../../core/training/inspection';
import type { LaunchState } from '../../shared/contracts/launch';
import { checkField } from '../fields';
import type { LaunchSession } from './launchSession';
import { words } from './pageWords';

/** How many names the fold's title tells. */
const mostTold = 6;

/** `loss, accuracy and 3 more` */
const told = (names: readonly string[]): string => {
  const first = names.slice(0, mostTold).join(', ');
  return names.length > mostTold ? words.andMore(first, names.length - mostTold) : first;
};

const withName = (names: readonly string[], name: string, isIn: boolean): string[] =>
  isIn ? [...names, name] : names.filter((other) => other !== name);

const metricRow = (session: LaunchSession, { name, regex, line }: ScriptMetric): TemplateResult => {
  const { leftOutMetrics } = session.draft;
  return html`<li>
    ${checkField({
      id: `metric-${name}`,
      label: words.readMetric(name),
      text: name,
      hint: regex,
      title: regex,
      checked: !leftOutMetrics.includes(name),
      onChange: (isRead) =>
        session.edit({ leftOutMetrics: withName(leftOutMetrics, name, !isRead) }),
    })}
    <button
      class="link"
      title=${words.openLine(line)}
      aria-label=${words.openLine(line)}
      @click=${() => session.openScript(line, true)}
    >
      ${words.line(line)}
    </button>
  </li>`;
};

/** The measures that the job reads from what the script prints, each with its line. */
export const metricsFold = (
  session: LaunchSession,
  { metrics }: LaunchState,
): TemplateResult | typeof nothing => {
  if (metrics.length === 0) {
    return nothing;
  }
  const { leftOutMetrics } = session.draft;
  const read = metrics.map(({ name }) => name).filter((name) => !leftOutMetrics.includes(name));
  return html`<details
    id="metrics"
    ?open=${session.folds.has('metrics')}
    @toggle=${(event: Event) =>
      session.setOpen('metrics', (event.currentTarget as HTMLDetailsElement).open)}
  >
    <summary>${read.length === 0 ? words.noMetrics : words.metrics(told(read))}</summary>
    <ul class="metrics">
      ${repeat(
        metrics,
        ({ name }) => name,
        (metric) => metricRow(session, metric),
      )}
    </ul>
    <div class="note">${words.metricsNote}</div>
  </details>`;
};
