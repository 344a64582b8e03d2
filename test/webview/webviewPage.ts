import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { chromium, type Browser, type Page } from 'playwright-core';
import type { PageName, PageState } from '../../src/shared/pageHtml';
import type { Contract, Handlers, Port, ToHost, ToView } from '../../src/shared/rpc/contract';
import { serve, type HostEnd } from '../../src/shared/rpc/host';
import { serveBundle, type BundleServer } from './bundleServer';
import { themes, workbenchSheet, type Theme } from './themes';

/** What the workbench's side of a test page remembers; lives in the page. */
declare global {
  interface Window {
    violations: string[];
    keptState: unknown;
    postToHost(message: unknown): void;
  }
}

export interface OpenOptions {
  readonly theme?: Theme;
  readonly width?: number;
  readonly height?: number;
  readonly scale?: number;
  readonly reducedMotion?: boolean;
  readonly state?: PageState;
  readonly language?: string;
  readonly bundle?: Readonly<Record<string, string>>;
}

export interface OpenedPage<C extends Contract> {
  readonly page: Page;
  readonly host: HostEnd<C>;
  /** Every request that the page sent, as it came. */
  readonly requests: { readonly method: string; readonly params: unknown }[];
  /** The requests of one name. */
  sent(method: string): unknown[];
  screenshot(name: string): Promise<void>;
}

const pictures = 'dist/screenshots/webview';

/** Runs in the page before its own scripts, as the workbench's preload does. */
function workbench(given: { sheet: string; bodyClass: string; kind: string }): void {
  window.violations = [];
  document.addEventListener('securitypolicyviolation', (event) => {
    window.violations.push(`${event.violatedDirective}: ${event.blockedURI} ${event.sample}`);
  });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(given.sheet);
  document.adoptedStyleSheets = [sheet];
  document.addEventListener('DOMContentLoaded', () => {
    document.body.className = given.bodyClass;
    document.body.dataset['vscodeThemeKind'] = given.kind;
  });
  Object.assign(window, {
    acquireVsCodeApi: () => ({
      postMessage: (message: unknown) => window.postToHost(message),
      getState: () => window.keptState,
      setState: (state: unknown) => void (window.keptState = state),
    }),
  });
}

/** A browser for all tests of a suite, which may take a minute each; it closes the pages after each. */
export function suiteBrowser(suite: Mocha.Suite): WebviewBrowser {
  suite.timeout(60_000);
  const browser = new WebviewBrowser();
  before(() => browser.start());
  after(() => browser.stop());
  afterEach(() => browser.closePages());
  return browser;
}

/** A browser and the built pages, for the tests of one file. */
export class WebviewBrowser {
  private browser: Browser | undefined;
  private server: BundleServer | undefined;
  private readonly open_: { page: Page; errors: string[] }[] = [];

  async start(): Promise<void> {
    this.server = await serveBundle();
    this.browser = await chromium.launch({
      executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
      args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-sync'].concat([
        '--disable-background-networking',
        '--disable-component-update',
      ]),
    });
    mkdirSync(pictures, { recursive: true });
  }

  async stop(): Promise<void> {
    await this.browser?.close();
    await this.server?.close();
  }

  /** Closes the pages; each must have kept to the policy and thrown nothing. */
  async closePages(): Promise<void> {
    for (const { page, errors } of this.open_.splice(0)) {
      const violations = await page.evaluate(() => window.violations);
      await page.close();
      assert.deepEqual(violations, [], 'violations of the content policy');
      assert.deepEqual(errors, [], 'errors in the page');
    }
  }

  /** Opens a page that talks to `handlers` through the extension's own end of the conversation. */
  async open<C extends Contract>(
    name: PageName,
    contract: C,
    handlers: Handlers<C>,
    options: OpenOptions = {},
  ): Promise<OpenedPage<C>> {
    assert.ok(this.browser && this.server, 'start() first');
    const theme = options.theme ?? themes.dark;
    const page = await this.browser.newPage({
      viewport: { width: options.width ?? 1000, height: options.height ?? 720 },
      deviceScaleFactor: options.scale ?? 1,
      reducedMotion: options.reducedMotion ? 'reduce' : 'no-preference',
    });
    const errors: string[] = [];
    this.open_.push({ page, errors });
    page.on('pageerror', (error) => errors.push(String(error)));
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) {
        errors.push(message.text());
      }
    });
    const requests: { method: string; params: unknown }[] = [];
    const host = serve(contract, await portOf(page, requests), handlers, (error) => ({
      reason: (error as { reason?: string }).reason ?? 'unexpected',
      message: (error as Error).message,
    }));
    // tsx wraps named functions of this process in a helper that a page does not have.
    await page.addInitScript('globalThis.__name = (value) => value');
    await page.addInitScript(workbench, {
      sheet: workbenchSheet(theme),
      bodyClass: theme.bodyClass,
      kind: theme.kind,
    });
    await page.goto(
      this.server.page(name, {
        state: options.state ?? { connectionId: 'sandbox', resource: 'test' },
        language: options.language,
        bundle: options.bundle,
      }),
    );
    return {
      page,
      host,
      requests,
      sent: (method) => requests.filter((r) => r.method === method).map((r) => r.params),
      screenshot: async (picture) => {
        await page.screenshot({ path: `${pictures}/${picture}.png` });
      },
    };
  }
}

async function portOf(
  page: Page,
  requests: { method: string; params: unknown }[],
): Promise<Port<ToView, ToHost>> {
  const handlers = new Set<(message: ToHost) => void>();
  await page.exposeFunction('postToHost', (message: ToHost) => {
    if (message.kind === 'request') {
      requests.push({ method: message.method, params: message.params });
    }
    handlers.forEach((handler) => handler(message));
  });
  return {
    post: (message) => {
      page
        .evaluate((data) => window.dispatchEvent(new MessageEvent('message', { data })), message)
        .catch((error: unknown) => {
          // A page may be closed while the host still has something to say.
          if (!page.isClosed()) {
            throw error;
          }
        });
    },
    listen: (handler) => {
      handlers.add(handler);
      return { dispose: () => void handlers.delete(handler) };
    },
  };
}
