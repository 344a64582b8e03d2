import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { distributionKinds, type SettingName } from '../../shared/contracts/launchSettings';
import { foldOf, type SettingFold } from './foldLinks';
import { groupRows } from './groupRows';
import type { LaunchSession } from './launchSession';
import { namedRows } from './namedRows';
import { words } from './pageWords';
import { settingRow, type SettingRow, type SettingsState } from './settingRows';

interface FoldParts {
  readonly fold: SettingFold;
  readonly rows: readonly SettingRow[];
  /** Below the rows. */
  readonly more?: () => TemplateResult;
  /** What of it is told while it is closed, beside the rows. */
  readonly told?: readonly string[];
}

/** What is set: boxes say what they do. */
function toldOf(session: LaunchSession, { rows, told = [] }: FoldParts): string {
  const set = rows.flatMap(({ name, kind }) => {
    const text = session.settings.text(name).trim();
    return text === '' ? [] : [kind === 'box' ? words.setting[name] : text];
  });
  return [...set, ...told].join(', ');
}

/** What is wrong must be seen, so that such a fold does not close. */
const hasError = ({ errors }: SettingsState, fold: SettingFold): boolean =>
  Object.keys(errors).some((field) => foldOf(field) === fold);

const foldView = (
  session: LaunchSession,
  state: SettingsState,
  parts: FoldParts,
): TemplateResult => {
  const { fold, rows, more } = parts;
  const isOpen = session.folds.has(fold) || hasError(state, fold);
  const told = toldOf(session, parts);
  const title = words.fold[fold];
  return html`<details
    id=${fold}
    .open=${live(isOpen)}
    @toggle=${(event: Event) =>
      session.setOpen(fold, (event.currentTarget as HTMLDetailsElement).open)}
  >
    <summary>${isOpen || told === '' ? title : words.folded(title, told)}</summary>
    ${isOpen ? html`${rows.map((row) => settingRow(session, state, row))}${more?.()}` : nothing}
  </details>`;
};

/** The image that the job runs in, where the script is not to decide. */
export const imageFold = (session: LaunchSession, state: SettingsState): TemplateResult => {
  const { settings } = session;
  const isOwn = settings.text('imageUri').trim() !== '';
  const chosen: readonly SettingRow[] = [
    { name: 'framework', kind: 'choice' },
    ...(settings.text('framework') === ''
      ? []
      : ([
          { name: 'frameworkVersion', kind: 'choice' },
          { name: 'pythonVersion', kind: 'choice' },
        ] as const)),
  ];
  return foldView(session, state, {
    fold: 'fold-image',
    rows: [...(isOwn ? [] : chosen), wide('imageUri', words.imageUriNote)],
    // A page without a script is that of the algorithm already, or of what was made with one.
    ...(state.original === undefined && { more: () => algorithmLink(session) }),
  });
};

/** The third kind of image, which starts no script and so has a page of its own. */
const algorithmLink = (session: LaunchSession): TemplateResult =>
  html`<div class="row">
    <span class="term">${words.algorithm}</span>
    <div class="value">
      <button id="train-algorithm" class="link" @click=${() => session.fix('algorithm')}>
        ${words.trainAlgorithm}
      </button>
      <div class="note">${words.algorithmNote}</div>
    </div>
  </div>`;

const wide = (name: SettingName, note?: string): SettingRow => ({ name, kind: 'name wide', note });

const number = (name: SettingName, unit?: string, note?: string): SettingRow => ({
  ...{ name, kind: 'name number', unit, note },
});

const box = (name: SettingName, note?: string): SettingRow => ({ name, kind: 'box', note });

const distribution = ({ settings }: LaunchSession): FoldParts => {
  const kind = settings.text('distribution');
  const options = distributionKinds.map((value) => ({
    ...{ value, label: words.distributions[value] },
  }));
  return {
    fold: 'fold-distribution',
    rows: [
      {
        ...{ name: 'distribution', kind: 'choice' },
        options: [{ value: '', label: words.distributions.none }, ...options],
      },
      ...(kind === 'mpi' ? [number('processesPerHost', words.perInstance)] : []),
      ...(kind === 'mpi' || kind === 'smDataParallel' ? [wide('mpiOptions')] : []),
    ],
  };
};

const groups = (session: LaunchSession, state: SettingsState): FoldParts => ({
  fold: 'fold-groups',
  rows: [],
  more: () => groupRows(session, state),
  told: session.draft.settings.groups.map(({ type, count }) => `${count} × ${type}`),
});

/** What else there is to say of the instances. */
export const placeFolds = (session: LaunchSession, state: SettingsState): TemplateResult =>
  html`${[
    groups(session, state),
    // Of a job that is repeated, it stands in the hyperparameters that are kept.
    ...(session.state?.original ? [] : [distribution(session)]),
  ].map((parts) => foldView(session, state, parts))}`;

const spot = ({ settings }: LaunchSession): FoldParts => ({
  fold: 'fold-spot',
  rows: [
    box('isSpot', words.spotNote),
    ...(settings.isTicked('isSpot')
      ? [number('maxWaitMinutes', words.minutes, words.maxWaitNote)]
      : []),
    wide('checkpointUri', words.checkpointNote),
    ...(settings.text('checkpointUri').trim() === '' ? [] : [wide('checkpointPath')]),
  ],
});

const capacity = (): FoldParts => ({
  fold: 'fold-capacity',
  rows: [
    number('keepAliveMinutes', words.minutes, words.keepAliveNote),
    number('retryAttempts', undefined, words.retryNote),
    wide('trainingPlan'),
    number('maxPendingMinutes', words.minutes, words.maxPendingNote),
  ],
});

/** What else there is to say of how long a job waits, runs and stays. */
export const limitFolds = (session: LaunchSession, state: SettingsState): TemplateResult =>
  html`${[spot(session), capacity()].map((parts) => foldView(session, state, parts))}`;

const output = (): FoldParts => ({
  fold: 'fold-output',
  rows: [wide('outputUri'), box('keepsFiles'), wide('outputKmsKey')],
});

const network = (): FoldParts => ({
  fold: 'fold-network',
  rows: [
    wide('subnets', words.networkNote),
    wide('securityGroups'),
    box('isIsolated', words.isolationNote),
    box('encryptsTraffic'),
    wide('volumeKmsKey'),
  ],
});

const tags = (session: LaunchSession, state: SettingsState): FoldParts => {
  const { tags: own, environment } = session.draft.settings;
  return {
    fold: 'fold-tags',
    rows: [],
    more: () =>
      html`${namedRows(session, state, 'tags')}${namedRows(session, state, 'environment')}`,
    told: [...own, ...environment].map(({ name }) => name).filter((name) => name !== ''),
  };
};

/** The settings that most jobs do without. */
export const moreSection = (session: LaunchSession, state: SettingsState): TemplateResult => html`
  <section aria-label=${words.more}>
    <h2>${words.more}</h2>
    ${[output(), network(), tags(session, state)].map((parts) => foldView(session, state, parts))}
  </section>
`;
