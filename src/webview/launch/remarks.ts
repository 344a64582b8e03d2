import { html, nothing, type TemplateResult } from 'lit';
import type { PreflightLine } from '../../shared/contracts/launch';
import { icon } from '../icon';
import type { LaunchSession } from './launchSession';
import { links } from './preflight';

/** Who is at the field needs no way there, and each other way but once. */
function atField(lines: readonly PreflightLine[]): readonly PreflightLine[] {
  const labels = new Set<string>();
  return lines.map((line) => ({
    ...line,
    links: line.links?.filter(({ id, label }) => {
      const isWanted = !id.startsWith('field:') && !labels.has(label);
      labels.add(label);
      return isWanted;
    }),
  }));
}

/** What the preflight warns of at this field, for a screen reader. */
export const warnings = (session: LaunchSession, field: string): string =>
  session
    .linesOf(field)
    .flatMap(({ tone, message }) => (tone === 'warning' ? [message] : []))
    .join(' ');

/** What the preflight warns of at this field, and what mends it or the field's error. */
export const remarks = (session: LaunchSession, field: string): readonly TemplateResult[] =>
  atField(session.linesOf(field)).map(
    (line) =>
      html`${
        line.tone === 'warning'
          ? html`<div class="uncertain">
              ${icon('warning', 'tone-warning')}<span>${line.message}</span>
            </div>`
          : nothing
      }${links(session, line)}`,
  );
