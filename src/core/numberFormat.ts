/** How a language groups the digits of a number: `12,000`. What is no tag for `Intl` costs nothing else. */
export function numberFormat(
  language: string,
  options?: Intl.NumberFormatOptions,
): Intl.NumberFormat {
  try {
    return new Intl.NumberFormat(language, options);
  } catch {
    return new Intl.NumberFormat(undefined, options);
  }
}
