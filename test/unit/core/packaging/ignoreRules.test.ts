import assert from 'node:assert/strict';
import { compileGlob } from '../../../../src/core/packaging/globPattern';
import {
  FolderFilter,
  type IgnoreTexts,
  type SourceVerdict,
} from '../../../../src/core/packaging/ignoreRules';

const decide = (path: string, texts: IgnoreTexts = {}): SourceVerdict => {
  const parts = path.replace(/\/$/, '').split('/');
  const folders = parts.slice(0, -1);
  const filter = folders.reduce((at, part) => at.below(part, {}), FolderFilter.ofRoot(texts));
  return filter.decide(parts.at(-1) ?? '', path.endsWith('/'));
};

const own = (text: string): IgnoreTexts => ({ '.sagemakerignore': text });

describe('FolderFilter', () => {
  for (const path of [
    ...['train.py', 'pkg/', 'environment.yml', 'env.py', '.gitignore', 'requirements.txt'],
    ...['.env.example', 'id_rsa.pub', 'cacert.pem', 'env/'],
  ]) {
    it(`keeps ${path}`, () => assert.equal(decide(path), 'kept'));
  }

  for (const path of ['.git/', '.git', 'a/b/__pycache__/', 'x.pyc', 'a/.ipynb_checkpoints/']) {
    it(`leaves out ${path}`, () => assert.equal(decide(path), 'standard'));
  }

  for (const path of ['.env', 'pkg/.env.local', 'id_ecdsa', 'a/.aws/', 'keys/store.p12']) {
    it(`takes ${path} for a secret`, () => assert.equal(decide(path), 'secret'));
  }

  it('lets .sagemakerignore win over .gitignore and the defaults, wherever they are', () => {
    const above = FolderFilter.ofRoot({ '.gitignore': '*.log', '.sagemakerignore': '!a.log' });
    assert.equal(above.decide('a.log', false), 'chosen');
    assert.equal(above.decide('b.log', false), 'ignored');
    assert.equal(above.below('x', { '.gitignore': 'a.log' }).decide('a.log', false), 'chosen');
    assert.equal(above.below('x', own('a.log')).decide('a.log', false), 'ignored');
    assert.equal(decide('.env', own('!.env')), 'chosen');
    assert.equal(decide('.git/', own('!.git')), 'standard');
  });

  it('takes nothing that git keeps for a wish to pack it', () => {
    assert.equal(decide('.venv/', { '.gitignore': '!*/' }), 'standard');
    assert.equal(decide('.env', { '.gitignore': '!.env' }), 'secret');
  });

  it('reads a file with a byte order mark and the line ends of Windows', () => {
    assert.equal(decide('a', own('\uFEFFa\r\nb\r\n')), 'ignored');
    assert.equal(decide('b', own('\uFEFFa\r\nb\r\n')), 'ignored');
  });
});

describe('compileGlob', () => {
  it('takes no longer for a pattern that was made to take long', () => {
    const pattern = `${'*a'.repeat(200)}b`;
    assert.equal(compileGlob(pattern)('a'.repeat(4000)), false);
  });
});
