import * as fs from 'node:fs/promises';
import { bundleFile, bundleText, collectMessages } from './l10n/messages';
import { runMain, say } from './progress';

/** `npm run l10n`: writes the messages of the source into the English bundle. */
async function main(): Promise<number> {
  const messages = await collectMessages();
  await fs.writeFile(bundleFile, bundleText(messages));
  say(`${String(messages.length)} messages in ${bundleFile}`);
  return 0;
}

void runMain(main);
