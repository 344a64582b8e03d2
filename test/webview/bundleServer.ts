import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { pageHtml, pageScripts, type PageName, type PageState } from '../../src/shared/pageHtml';

const bundle = path.resolve('dist/webview');
const types: Readonly<Record<string, string>> = {
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.ttf': 'font/ttf',
};

const read = (name: string): Buffer | undefined => {
  try {
    return readFileSync(path.join(bundle, path.basename(name)));
  } catch {
    return undefined;
  }
};

/** What the host writes into a page. */
interface GivenToPage {
  readonly state: PageState;
  /** Language and translation; English without. */
  readonly language?: string | undefined;
  readonly bundle?: Readonly<Record<string, string>> | undefined;
}

export interface BundleServer {
  /** Address of a page's HTML under the policy that the extension sets. */
  page(name: PageName, given: GivenToPage): string;
  close(): Promise<void>;
}

/** Serves the built bundle; fails at once when there is none. */
export async function serveBundle(): Promise<BundleServer> {
  const scripts = Object.values(pageScripts).flat();
  for (const file of [...new Set<string>(scripts), 'codicon.css', 'codicon.ttf']) {
    if (!read(file)) {
      throw new Error(`dist/webview/${file} is missing: run "npm run build" first`);
    }
  }
  const pages: GivenToPage[] = [];
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    if (url.pathname === '/favicon.ico') {
      response.writeHead(204).end();
      return;
    }
    const extension = path.extname(url.pathname);
    const body = extension ? read(url.pathname) : html(url);
    response.writeHead(body === undefined ? 404 : 200, {
      'content-type': types[extension] ?? 'text/html; charset=utf-8',
    });
    response.end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  const html = (url: URL): string => {
    const name = url.pathname.slice(1) as PageName;
    const given = pages[Number(url.searchParams.get('page'))];
    assert.ok(given, 'a page that page() has named');
    return pageHtml({
      title: name,
      nonce: 'dGVzdC1ub25jZQ',
      cspSource: origin,
      scripts: pageScripts[name].map((file) => `${origin}/${file}`),
      codiconsUrl: `${origin}/codicon.css`,
      ...given,
    });
  };

  return {
    page: (name, given) => `${origin}/${name}?page=${pages.push(given) - 1}`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
