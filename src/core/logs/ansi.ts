import { nearestColor, paletteColor } from './ansiColors';

/** A stretch of text that is drawn alike. */
export interface AnsiSpan {
  readonly text: string;
  /**
   * Space-separated: `bold`, `dim`, `italic`, `underline`, `strike`, `inverse`, and of the terminal's
   * sixteen colours `fg-0` … `fg-15` and `bg-0` … `bg-15`. Empty for plain text.
   */
  readonly classes: string;
}

const esc = '\u001B';

/**
 * Escape sequences and control characters but tab and line feed: CSI with its parameters and final
 * letter, strings such as titles and links up to their end, every other escape. A string without an
 * end loses its introducer only, so that nothing can hide the rest of a line.
 */
const control = new RegExp(
  [
    `${esc}\\[([0-9;:<=>?]*)[ -/]*([@-~])`,
    `${esc}[\\]PX^_][^\\u0007${esc}]{0,4000}(?:\\u0007|${esc}\\\\)`,
    `${esc}[ -/]*[0-~]?`,
    '[\\u0000-\\u0008\\u000B-\\u001F\\u007F-\\u009F]',
  ].join('|'),
  'g',
);

const anyControl = new RegExp(`[\\u0000-\\u0008\\u000B-${esc}\\u001C-\\u001F\\u007F-\\u009F]`);

/** `text` as it reads: without escape sequences and control characters. */
export function plainText(text: string): string {
  return anyControl.test(text) ? text.replace(control, '') : text;
}

/** `text` in stretches of one look; together they are exactly `plainText(text)`. */
export function ansiSpans(text: string): AnsiSpan[] {
  if (!anyControl.test(text)) {
    return text === '' ? [] : [{ text, classes: '' }];
  }
  const spans: { text: string; classes: string }[] = [];
  let style: Style = {};
  let at = 0;
  const add = (piece: string): void => {
    const classes = classesOf(style);
    const last = spans.at(-1);
    if (last?.classes === classes) {
      last.text += piece;
    } else if (piece !== '') {
      spans.push({ text: piece, classes });
    }
  };
  for (const match of text.matchAll(control)) {
    add(text.slice(at, match.index));
    at = match.index + match[0].length;
    if (match[2] === 'm') {
      style = withGraphics(style, match[1] ?? '');
    }
  }
  add(text.slice(at));
  return spans;
}

interface Style {
  readonly fg?: number | undefined;
  readonly bg?: number | undefined;
  readonly bold?: boolean;
  readonly dim?: boolean;
  readonly italic?: boolean;
  readonly underline?: boolean;
  readonly strike?: boolean;
  readonly inverse?: boolean;
}

/** What the simple codes change (ECMA-48, SGR). */
const changes: ReadonlyMap<number, Style> = new Map<number, Style>([
  [1, { bold: true }],
  [2, { dim: true }],
  [3, { italic: true }],
  [4, { underline: true }],
  [7, { inverse: true }],
  [9, { strike: true }],
  [21, { underline: true }],
  [22, { bold: false, dim: false }],
  [23, { italic: false }],
  [24, { underline: false }],
  [27, { inverse: false }],
  [29, { strike: false }],
  [39, { fg: undefined }],
  [49, { bg: undefined }],
  ...Array.from({ length: 8 }, (_, color): [number, Style] => [30 + color, { fg: color }]),
  ...Array.from({ length: 8 }, (_, color): [number, Style] => [40 + color, { bg: color }]),
  ...Array.from({ length: 8 }, (_, color): [number, Style] => [90 + color, { fg: 8 + color }]),
  ...Array.from({ length: 8 }, (_, color): [number, Style] => [100 + color, { bg: 8 + color }]),
]);

/** Applies the parameters of one SGR sequence; unknown ones are passed over. */
function withGraphics(style: Style, parameters: string): Style {
  let result = style;
  const parts = parameters.split(';');
  for (let index = 0; index < parts.length; index++) {
    const [code = 0, ...sub] = (parts[index] ?? '').split(':').map(Number);
    if (code === 38 || code === 48) {
      // With colons all of the colour stands in one part, with semicolons in those that follow.
      const values = sub.length > 0 ? sub : parts.slice(index + 1, index + 5).map(Number);
      const color = extendedColor(values);
      result = { ...result, ...(code === 38 ? { fg: color } : { bg: color }) };
      index += sub.length > 0 ? 0 : lengthOfColor(values);
    } else {
      result = withCode(result, code, sub[0]);
    }
  }
  return result;
}

function withCode(style: Style, code: number, sub: number | undefined): Style {
  if (code === 0) {
    return {};
  }
  // `4:0` is no underline, `4:3` a curly one.
  return { ...style, ...changes.get(code === 4 && sub === 0 ? 24 : code) };
}

function lengthOfColor([kind]: readonly number[]): number {
  return kind === 2 ? 4 : 2;
}

/** `5;n` is one of 256 colours, `2;r;g;b` any; `2::r:g:b` names a colour space that is left out. */
function extendedColor([kind, ...values]: readonly number[]): number | undefined {
  if (kind === 5) {
    return paletteColor(values[0] ?? 0);
  }
  const [red = 0, green = 0, blue = 0] = values.slice(-3);
  return kind === 2 ? nearestColor(red, green, blue) : undefined;
}

function classesOf({ fg, bg, ...flags }: Style): string {
  const on = Object.entries(flags as Readonly<Record<string, boolean>>);
  return [
    ...on.flatMap(([name, set]) => (set ? [name] : [])),
    ...(fg === undefined ? [] : [`fg-${fg}`]),
    ...(bg === undefined ? [] : [`bg-${bg}`]),
  ].join(' ');
}
