import { readFile } from 'node:fs/promises';
import { bundleFile } from '../../scripts/l10n/messages';

/** The committed bundle translated into a language of marks, so that what is English stands out. */
export async function pseudoTranslation(): Promise<Readonly<Record<string, string>>> {
  const bundle = JSON.parse(await readFile(bundleFile, 'utf8')) as Record<string, string>;
  return Object.fromEntries(
    Object.entries(bundle).map(([message, english]) => [message, `⟦${english}⟧`]),
  );
}
