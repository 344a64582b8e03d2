import { existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright-core';
import { cleanEnvironment } from '../processes';
import { PlainError } from '../progress';
import { findOnPath, installFromDebian } from './debian';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];

const macApplications = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/** Chromium or Chrome of this machine; on Debian as root it is installed when missing. */
async function findChromium(): Promise<string> {
  const found = installedChromium();
  if (found) {
    return found;
  }
  if (await installFromDebian('chromium')) {
    const installed = installedChromium();
    if (installed) {
      return installed;
    }
  }
  throw new PlainError(
    'Chromium or Google Chrome is missing: the webview, host and journey tests drive it. ' +
      'Install it (on Debian: `apt-get install chromium`) or name its program in the CHROMIUM variable.',
  );
}

function installedChromium(): string | undefined {
  const named = process.env['CHROMIUM'];
  if (named !== undefined) {
    if (!existsSync(named)) {
      throw new PlainError(`CHROMIUM names ${named}, which does not exist.`);
    }
    return named;
  }
  return names.map(findOnPath).find(Boolean) ?? macApplications.find((file) => existsSync(file));
}

const flags = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Starts it headless; root has no Chromium sandbox to use. */
export async function launchChromium(): Promise<Browser> {
  return chromium.launch({
    executablePath: await findChromium(),
    args: process.getuid?.() === 0 ? [...flags, '--no-sandbox'] : flags,
    env: definedOnly(cleanEnvironment()),
    headless: true,
  });
}

function definedOnly(env: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}
