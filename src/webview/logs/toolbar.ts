import '@vscode-elements/elements/dist/vscode-textfield/index.js';
import type { VscodeTextfield } from '@vscode-elements/elements/dist/vscode-textfield/index.js';
import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { LogState } from '../../shared/contracts/logs';
import { icon } from '../icon';
import type { LogSession } from './logSession';
import { statusIcon } from '../statusIcon';
import { words } from './pageWords';

interface Tool {
  readonly icon: string;
  readonly hint: string;
  /** Left out: the icon speaks for itself. */
  readonly label?: string;
  /** The label is long: it is shown on a wide page only. */
  readonly isWide?: boolean;
  readonly pressed?: boolean;
  readonly disabled?: boolean;
  readonly run: () => unknown;
}

const tool = (t: Tool): TemplateResult => html`
  <button
    class=${t.isWide === true ? 'action wide' : 'action'}
    title=${t.hint}
    aria-label=${t.label ?? t.hint}
    aria-pressed=${t.pressed === undefined ? nothing : String(t.pressed)}
    ?disabled=${t.disabled}
    @click=${t.run}
  >
    ${icon(t.icon)}${t.label === undefined ? nothing : html`<span class="label">${t.label}</span>`}
  </button>
`;

function found({ finder }: LogSession): string {
  const { result } = finder;
  if (!result || finder.query === '') {
    return '';
  }
  return result.count === 0 ? words.noMatches : words.matches(result.ordinal, result.count);
}

function onFindKey(session: LogSession, event: KeyboardEvent): void {
  if (event.key === 'Enter') {
    session.step(event.shiftKey ? 'previous' : 'next');
  } else if (event.key === 'Escape') {
    session.finder.clear();
    document.querySelector<HTMLElement>('.log')?.focus();
  } else {
    return;
  }
  event.preventDefault();
  event.stopPropagation();
}

const findBox = (session: LogSession): TemplateResult => {
  const none = session.finder.result?.count === 0 && session.finder.query !== '';
  const idle = !session.finder.result?.count;
  return html`
    <div class="find" role="search" @keydown=${(event: KeyboardEvent) => onFindKey(session, event)}>
      <vscode-textfield
        id="find"
        .label=${words.find}
        .placeholder=${words.find}
        .value=${live(session.finder.query)}
        ?invalid=${none}
        @input=${(event: Event) => session.find((event.currentTarget as VscodeTextfield).value)}
      >
        <span
          slot="content-after"
          class="matches note"
          role="status"
          aria-live=${session.finder.recounted ? 'off' : 'polite'}
          >${found(session)}</span
        >
        <span slot="content-after"
          >${tool({
            icon: 'case-sensitive',
            hint: words.matchCase,
            pressed: session.finder.matchCase,
            run: () => session.toggleCase(),
          })}</span
        >
      </vscode-textfield>
      ${tool({ icon: 'arrow-up', hint: words.previous, disabled: idle, run: () => session.step('previous') })}
      ${tool({ icon: 'arrow-down', hint: words.next, disabled: idle, run: () => session.step('next') })}
    </div>
  `;
};

const againTools = (session: LogSession): TemplateResult => html`
  ${tool({
    icon: 'debug-restart',
    hint: words.trainSameCode,
    label: words.trainSameCode,
    isWide: true,
    run: () => session.trainAgain('same'),
  })}
  ${tool({
    icon: 'debug-rerun',
    hint: words.trainCurrentCode,
    label: words.trainCurrentCode,
    isWide: true,
    run: () => session.trainAgain('current'),
  })}
`;

const jobTools = (session: LogSession, state: LogState): TemplateResult => html`
  ${
    state.canStop
      ? tool({
          icon: 'debug-stop',
          hint: words.stopHint(state.jobName),
          label: words.stop,
          run: () => session.stopJob(),
        })
      : nothing
  }
  ${
    state.canOpenModel
      ? tool({
          icon: 'package',
          hint: words.openModel,
          label: words.openModel,
          run: () => session.openModel(),
        })
      : nothing
  }
  ${state.canTrainAgain ? againTools(session) : nothing}
`;

/** A job that the service knows no more is not waited for, nor one whose status nobody has told to the end. */
const isIdle = ({ status, isGone, phase }: LogState): boolean =>
  isGone || (status === '' && phase === 'ended');

/** Job, search and what can be done, in one line that wraps on a narrow page. */
export const toolbar = (session: LogSession, state: LogState): TemplateResult => html`
  <header aria-label=${words.toolbar}>
    <h1 class="name" title=${state.jobName}>${state.jobName}</h1>
    <span class="status" role="status"
      >${isIdle(state) ? nothing : statusIcon(state.status)}${state.status}</span
    >
    ${findBox(session)}
    <div class="tools">
      ${tool({
        icon: 'clock',
        hint: words.time[session.timeMode].hint,
        label: words.time[session.timeMode].label,
        run: () => session.nextTimeMode(),
      })}
      ${tool({
        icon: 'fold-down',
        hint: words.followHint,
        label: words.follow,
        pressed: session.follow,
        run: () => session.setFollow(!session.follow),
      })}
      ${tool({
        icon: 'go-to-file',
        hint: words.openInEditor,
        label: words.openInEditor,
        run: () => session.openInEditor(),
      })}
      ${jobTools(session, state)}
    </div>
  </header>
`;
