import type { TemplateResult } from 'lit';
import { html, nothing } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import type { OfferedArguments } from '../../core/training/inspection';
import type { LaunchState } from '../../shared/contracts/launch';
import { selectField } from '../fields';
import type { LaunchSession } from './launchSession';
import { words } from './pageWords';

/** `TrainingArguments` of `transformers.TrainingArguments` */
const className = ({ from }: OfferedArguments): string => from.split('.').at(-1) ?? from;

const list = (
  session: LaunchSession,
  taken: ReadonlySet<string>,
  offered: OfferedArguments,
): TemplateResult | typeof nothing => {
  const names = offered.names.filter((name) => !taken.has(name));
  const label = words.addOffered(className(offered));
  return names.length === 0
    ? nothing
    : selectField({
        id: `offered-${className(offered)}`,
        ...{ label, title: label, isFiltered: true, value: '' },
        options: [{ value: '', label }, ...names.map((name) => ({ value: name, label: name }))],
        onChange: (name) => session.addExtra(name),
      });
};

/** Arguments that classes of libraries bring: a list of names for each class, which add a row. */
export const offeredArguments = (
  session: LaunchSession,
  { arguments: own, offered }: LaunchState,
): TemplateResult | typeof nothing => {
  const taken = new Set([...own, ...session.draft.extra].map(({ name }) => name));
  return offered.length === 0
    ? nothing
    : html`<div class="controls">
        ${
          // What was chosen is no state of the list: it begins anew.
          keyed(
            session.draft.extra.length,
            html`${offered.map((one) => list(session, taken, one))}`,
          )
        }
      </div>`;
};
