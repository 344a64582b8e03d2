import assert from 'node:assert/strict';
import fc from 'fast-check';
import { pageHtml } from '../../../src/shared/pageHtml';

const options = {
  title: 'train.py',
  nonce: 'abc',
  cspSource: "'self' https://*.example.test",
  scripts: ['vendor.js', 'launch.js'],
  codiconsUrl: 'codicon.css',
  state: { connectionId: 'sandbox', resource: 'file:///train.py' },
};

/** What an HTML parser makes of an attribute's or a title's text. */
const decode = (text: string): string =>
  text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');

describe('pageHtml', () => {
  it('closes the content policy but for the nonce and the extension’s own files', () => {
    const policy = /Content-Security-Policy" content="([^"]*)"/.exec(pageHtml(options))?.[1] ?? '';
    assert.equal(
      decode(policy),
      "default-src 'none'; style-src 'self' https://*.example.test; " +
        "font-src 'self' https://*.example.test; img-src 'self' https://*.example.test; " +
        "script-src 'nonce-abc'",
    );
  });

  it('loads the scripts in order, each with the nonce', () => {
    const scripts = [...pageHtml(options).matchAll(/<script ([^>]*)>/g)].map((m) => m[1]);
    assert.deepEqual(scripts, [
      'defer nonce="abc" src="vendor.js"',
      'defer nonce="abc" src="launch.js"',
    ]);
  });

  it('carries any title and state without ever opening a tag of their own', () => {
    const tags = (html: string): number => html.split('<').length;
    fc.assert(
      fc.property(fc.string(), fc.string({ unit: 'binary' }), (title, resource) => {
        const html = pageHtml({ ...options, title, state: { ...options.state, resource } });
        assert.equal(tags(html), tags(pageHtml(options)));
        const state = decode(/data-state="([^"]*)"/.exec(html)?.[1] ?? '');
        assert.deepEqual(JSON.parse(state), { connectionId: 'sandbox', resource });
      }),
    );
  });

  it('carries the translation whatever it contains, and none for English', () => {
    const translation = (html: string): string | undefined => /data-l10n="([^"]*)"/.exec(html)?.[1];
    assert.equal(translation(pageHtml(options)), undefined);
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.string()), (bundle) => {
        const found = translation(pageHtml({ ...options, bundle })) ?? '';
        assert.deepEqual(JSON.parse(decode(found)), JSON.parse(JSON.stringify(bundle)));
      }),
    );
  });
});
