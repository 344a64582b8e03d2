const formats = new Map<string, Intl.NumberFormat>();

/**
 * How a language groups the digits of a number: `12,000`. What is no tag for `Intl` costs nothing else.
 * Each is made once: that takes as long as a hundred numbers.
 */
export function numberFormat(language: string): Intl.NumberFormat {
  const known = formats.get(language) ?? make(language);
  formats.set(language, known);
  return known;
}

function make(language: string): Intl.NumberFormat {
  try {
    return new Intl.NumberFormat(language);
  } catch {
    return new Intl.NumberFormat();
  }
}
