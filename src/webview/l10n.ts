import { numberFormat } from '../core/numberFormat';

/** Messages in the page's language by the English ones; what is missing stays English. */
export type Bundle = Readonly<Record<string, string>>;

type Value = string | number;
type Values = Readonly<Record<string, Value>>;

/** How a page says things in its language. */
export interface Locale {
  /**
   * The message in the page's language, as `vscode.l10n.t` makes it: `{0}` is the first value, or
   * `{name}` that of a record.
   */
  readonly t: (message: string, ...values: readonly Value[] | readonly [Values]) => string;
  /** A number with its digits grouped. */
  readonly number: (n: number) => string;
}

/** `language` is a BCP 47 tag such as `pt-br`. */
export function localeOf(language: string, bundle: Bundle): Locale {
  const format = numberFormat(language);
  return {
    t: (message, ...values) => {
      const [first] = values;
      const named: Values =
        typeof first === 'object' ? first : Object.fromEntries((values as Value[]).entries());
      const translated = Object.hasOwn(bundle, message) ? bundle[message] : undefined;
      return (translated ?? message).replace(/\{([^{}]+)\}/g, (placeholder, name: string) =>
        Object.hasOwn(named, name) ? String(named[name]) : placeholder,
      );
    },
    number: (n) => format.format(n),
  };
}
