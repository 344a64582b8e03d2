import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { formatBytes } from '../../core/formatBytes';
import { shownPath } from '../../core/packaging/shownPath';
import type {
  LaunchState,
  LeftOutFile,
  PackedCode,
  PackedFile,
} from '../../shared/contracts/launch';
import type { Fold } from './foldLinks';
import type { LaunchSession } from './launchSession';
import { words } from './pageWords';
import { sourceRows } from './sourceRows';

interface Row {
  readonly path: string;
  /** What stands in front of it, and what is said of it behind. */
  readonly size: string;
  readonly note: string | undefined;
  readonly action: { readonly label: string; readonly name: string; run(): void } | undefined;
}

const row = ({ path, size, note, action }: Row): TemplateResult => html`
  <tr>
    <td class="size">${size}</td>
    <td class="path">
      <span class="name">${shownPath(path)}</span>${
        note === undefined ? nothing : html` <span class="note">${note}</span>`
      }
    </td>
    <td class="act">
      ${
        action === undefined
          ? nothing
          : html`<button class="link" aria-label=${action.name} @click=${() => action.run()}>
              ${action.label}
            </button>`
      }
    </td>
  </tr>
`;

interface Files {
  readonly fold: Fold;
  readonly title: string;
  readonly rows: readonly Row[];
  /** How many there are of which `rows` are the first. */
  readonly count: number;
}

const list = ({ title, rows, count }: Omit<Files, 'fold'>): TemplateResult => html`
  <div class="files" tabindex="0" role="region" aria-label=${title}>
    <table>
      <tbody>
        ${repeat(rows, ({ path }) => path, row)}
      </tbody>
    </table>
  </div>
  ${
    count > rows.length
      ? html`<div class="note">${words.moreFiles(count - rows.length)}</div>`
      : nothing
  }
`;

/** What nobody has unfolded is not drawn: there may be hundreds of rows. */
const files = (session: LaunchSession, { fold, title, rows, count }: Files): TemplateResult => html`
  <details
    id=${fold}
    ?open=${session.folds.has(fold)}
    @toggle=${(event: Event) =>
      session.setOpen(fold, (event.currentTarget as HTMLDetailsElement).open)}
  >
    <summary>${title}</summary>
    ${session.folds.has(fold) ? list({ title, rows, count }) : nothing}
  </details>
`;

const packedRow = (session: LaunchSession, { path, bytes, isOffered }: PackedFile): Row => ({
  ...{ path, size: formatBytes(bytes), note: undefined },
  action: isOffered
    ? {
        ...{ label: words.leaveOut, name: words.leaveOutFile(shownPath(path)) },
        run: () => session.leaveOut(path),
      }
    : undefined,
});

const leftOutRow = (
  session: LaunchSession,
  { path, bytes, reason, isOffered }: LeftOutFile,
): Row => ({
  ...{ path, size: bytes > 0 ? formatBytes(bytes) : '', note: words.leftOutReason[reason] },
  action: isOffered
    ? {
        ...{ label: words.pack, name: words.packFile(shownPath(path)) },
        run: () => session.pack(path),
      }
    : undefined,
});

const lists = (session: LaunchSession, code: PackedCode): TemplateResult => html`
  ${files(session, {
    ...{ fold: 'code-files', count: code.files },
    title: words.packed(code.files, formatBytes(code.bytes)),
    rows: code.largest.map((file) => packedRow(session, file)),
  })}
  ${
    code.leftOutCount === 0
      ? nothing
      : files(session, {
          ...{ fold: 'code-left-out', count: code.leftOutCount },
          title: words.leftOut(code.leftOutCount),
          rows: code.leftOut.map((file) => leftOutRow(session, file)),
        })
  }
`;

/** What is packed of the source folder and what is not, with what changes that. */
export const codeSection = (session: LaunchSession, state: LaunchState): TemplateResult => html`
  <section aria-label=${words.code}>
    <h2>${words.code}</h2>
    ${sourceRows(session, state)}
    ${state.code === null ? html`<p class="note">${words.readingFolder}</p>` : lists(session, state.code)}
  </section>
`;
