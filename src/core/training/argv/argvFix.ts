/** Replaces columns `from` to `to` (from 0, in UTF-16 units) of a line (from 1). */
export interface ScriptEdit {
  readonly line: number;
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/** What mends a problem at one click. */
export type ArgvFix =
  /** `value` into the form's field; `null` leaves the argument out. */
  | { readonly kind: 'form'; readonly name: string; readonly value: string | null }
  | { readonly kind: 'script'; readonly edits: readonly ScriptEdit[] };
