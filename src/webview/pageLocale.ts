import { localeOf, type Bundle, type Locale } from './l10n';

/** The locale that the host wrote into the page. */
export const pageLocale = (): Locale =>
  localeOf(
    document.documentElement.lang,
    JSON.parse(document.body.dataset['l10n'] ?? '{}') as Bundle,
  );
