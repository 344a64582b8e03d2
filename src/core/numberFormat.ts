const formats = new Map<string, Intl.NumberFormat>();

/**
 * How a language groups the digits of a number: `12,000`. What is no tag for `Intl` costs nothing else.
 * Each is made once: that takes as long as a hundred numbers.
 */
export function numberFormat(
  language: string,
  options?: Intl.NumberFormatOptions,
): Intl.NumberFormat {
  const key = JSON.stringify([language, options]);
  const known = formats.get(key) ?? make(language, options);
  formats.set(key, known);
  return known;
}

function make(language: string, options: Intl.NumberFormatOptions | undefined): Intl.NumberFormat {
  try {
    return new Intl.NumberFormat(language, options);
  } catch {
    return new Intl.NumberFormat(undefined, options);
  }
}
