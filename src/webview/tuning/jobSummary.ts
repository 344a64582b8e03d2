import { html, nothing, type TemplateResult } from 'lit';
import { objectiveOf, type TuningJob } from '../../core/tuning/tuningJob';
import type { TuningState } from '../../shared/contracts/tuning';
import { icon } from '../icon';
import { statusIcon } from '../statusIcon';
import { words } from './pageWords';
import { shownValue } from './shownValue';
import type { TuningSession } from './tuningSession';

/** Job, counters, best value and what can be done, in one line that wraps on a narrow page. */
export const summary = (session: TuningSession, state: TuningState): TemplateResult => html`
  <header aria-label=${words.tools}>
    <h1 class="name" title=${state.jobName}>${state.jobName}</h1>
    ${state.job ? status(state.job) : nothing}
    ${state.job ? html`<span class="counters">${counters(state.job).join(' · ')}</span>` : nothing}
    ${best(session)}
    <div class="tools">
      ${
        state.canStop
          ? html`<button
              class="action"
              title=${words.stopHint(state.jobName)}
              @click=${() => session.act('stopJob')}
            >
              ${icon('debug-stop')}<span class="label">${words.stop}</span>
            </button>`
          : nothing
      }
      <button
        class="action"
        title=${words.openDescription}
        @click=${() => session.act('openDescription')}
      >
        ${icon('json')}<span class="label">${words.description}</span>
      </button>
    </div>
  </header>
`;

const status = ({ status: text }: TuningJob): TemplateResult =>
  html`<span class="status" role="status">${statusIcon(text)}${shownValue(text)}</span>`;

function counters({ counters: all, limits }: TuningJob): readonly string[] {
  const { completed, running, failed, stopped, retried } = all;
  const some = (count: number, text: (count: number) => string): readonly string[] =>
    count > 0 ? [text(count)] : [];
  return [
    words.ended(completed + failed + stopped, limits.trials),
    ...some(running, words.running),
    ...some(failed, words.failed),
    ...some(stopped, words.stopped),
    ...some(retried, words.retried),
  ];
}

const best = (session: TuningSession): TemplateResult | typeof nothing => {
  const { best: trial } = session;
  return trial === undefined
    ? nothing
    : html`<span class="best-value"
        >${words.best} <strong class="name">${shownValue(trial.objective)}</strong>
        <button class="link" @click=${() => session.select(trial)}>
          (${words.trial(trial.number)})
        </button></span
      >`;
};

/** How the job searches, and what it has learnt from. */
export const jobFacts = (
  session: TuningSession,
  { job }: TuningState,
): TemplateResult | typeof nothing =>
  job === null
    ? nothing
    : html`<p class="facts note">
        ${texts(job).map((text) => html`<span>${text}</span>`)}${parents(session, job)}
      </p>`;

function texts(job: TuningJob): readonly string[] {
  const { strategy, limits, target, usedSeconds, convergedAt, createdAt } = job;
  const seconds = (value: number): string => words.duration(value * 1000);
  return [
    strategy && words.strategy(strategy),
    job.stopsEarly && words.stopsEarly,
    job.isAutotuned && words.autotuned,
    told(target, (value) => words.target(shownValue(String(value)))),
    told(limits.atOnce, words.atOnce),
    told(usedSeconds, (used) =>
      limits.seconds === null
        ? seconds(used)
        : words.usedOf(seconds(used), seconds(limits.seconds)),
    ),
    told(convergedAt, (at) => words.converged(words.duration(at - createdAt))),
    overallBest(job),
  ].filter((text) => typeof text === 'string' && text !== '') as string[];
}

const told = (value: number | null, text: (value: number) => string): string =>
  value === null ? '' : text(value);

/** Worth a word where a parent's trial is better than all of the job's own. */
const overallBest = ({ overallBest: overall, best: own }: TuningJob): string =>
  overall && overall.trial.name !== own?.name && objectiveOf(overall.trial) !== undefined
    ? words.overallBest(shownValue(overall.trial.objective), overall.job)
    : '';

const parents = (session: TuningSession, { parents: names, warmStart }: TuningJob) =>
  names.length === 0
    ? nothing
    : html`<span title=${warmStart}
        >${words.warmStart}
        ${names.map(
          (name) =>
            html`<button
              class="link name"
              title=${words.openTuningJob(name)}
              @click=${() => session.openTuningJob(name)}
            >
              ${name}
            </button> `,
        )}</span
      >`;
