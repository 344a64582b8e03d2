import assert from 'node:assert/strict';
import '../../../fakes/fakeVscode';
import { AppError } from '../../../../src/core/errors';
import type { FileSecret, LetThrough } from '../../../../src/core/packaging/secrets/blockedSecrets';
import type { LaunchState, PreflightLine } from '../../../../src/shared/contracts/launch';
import { LaunchedPage } from './launchedPage';
import { inspected, listingOf } from './launchPorts';

const secret = (path: string, line = 3, fingerprint = 'f00d'): FileSecret => ({
  ...{ path, line, fingerprint },
  kind: 'awsAccessKey',
  preview: 'AKIA…',
});

describe('secrets in the source folder, on the launch page', () => {
  let secrets: readonly FileSecret[];
  let letThrough: readonly LetThrough[];
  let written: string[];
  let asked: string[];
  let opened: string[];
  let [consents, refuses] = [false, false];
  let page: LaunchedPage;

  const open = async (): Promise<LaunchState> => {
    await page.session.open();
    return page.settled();
  };

  const lines = (start: string): readonly PreflightLine[] =>
    page.last.preflight.filter(({ id }) => id.startsWith(start));

  const follow = async (label: string): Promise<void> => {
    const links = page.last.preflight.flatMap((line) => line.links ?? []);
    const link = links.find((one) => one.label === label);
    await page.session.source.follow(link?.id ?? assert.fail(label));
    await page.settled();
  };

  beforeEach(() => {
    [secrets, letThrough, written, asked, opened] = [[], [], [], [], []];
    [consents, refuses] = [false, false];
    page = new LaunchedPage({
      inspect: () => inspected('print(1)\n'),
      launch: (launch) => {
        if (refuses) throw new AppError('invalid', 'The code seems to hold secrets.');
        return Promise.resolve(void page.launched.push(launch));
      },
      source: {
        listSource: () =>
          Promise.resolve(listingOf({ 'train.py': 100, 'settings.py': 50, 'a\u202Eb.py': 1 })),
        scanSource: () => Promise.resolve({ secrets, unreadable: [], beyond: 0 }),
        addIgnoreLines: (_folder, lines) => Promise.resolve(void written.push(...lines)),
        letThrough: () => letThrough,
        rememberLetThrough: (all) => Promise.resolve(void (letThrough = all)),
        confirm: (question, detail) => {
          asked.push(question, detail);
          return Promise.resolve(consents);
        },
        showLine: (path, line) =>
          Promise.resolve(void opened.push(`${path.replace('/projects/penguins/', '')}:${line}`)),
      },
    });
  });

  afterEach(() => page.dispose());

  it('opens the file that was found, whatever else would have its name in the archive', async () => {
    secrets = [secret('settings.py')];
    page.session.edit({ ...(await page.session.open()), alsoPacked: ['/libs/settings.py'] });
    await page.settled();
    await page.settled();
    await follow('Show line 3');
    assert.deepEqual(opened, ['settings.py:3']);
  });

  it('refuses to start with a secret, which it names by place and kind only', async () => {
    secrets = [secret('settings.py'), secret('train.py', 9)];
    const { refusal, draft } = await open();
    const [line, ofScript] = lines('secret:');
    assert.equal(line?.message, 'settings.py, line 3 looks like a secret: AWS access key');
    const labels = line.links?.map(({ label }) => label);
    assert.deepEqual(labels, ['Show line 3', 'Leave out settings.py', 'Let through…']);
    assert.ok(!ofScript?.links?.some(({ label }) => label.startsWith('Leave out')));
    assert.ok(refusal);
    assert.ok(!JSON.stringify(page.last).includes('AKIA'), 'not even how it begins');
    await assert.rejects(page.session.start(draft), { message: line.message });
    assert.deepEqual(page.launched, []);
    await follow('Show line 3');
    await follow('Leave out settings.py');
    assert.deepEqual([opened, written], [['settings.py:3'], ['/settings.py']]);
  });

  it('lets a secret through only when that is meant, remembers it, and takes it back', async () => {
    secrets = [secret('settings.py')];
    const { draft } = await open();
    await follow('Let through…');
    assert.match(asked.join(' '), /Upload settings\.py .* Line 3: AWS access key/);
    assert.ok(page.last.refusal);
    consents = true;
    await follow('Let through…');
    assert.deepEqual(letThrough, [
      { path: 'settings.py', kind: 'awsAccessKey', fingerprint: 'f00d' },
    ]);
    assert.deepEqual(
      lines('secret:').map(({ tone, message, detail }) => [tone, message, detail]),
      [['warning', '1 secret is let through.', 'settings.py, line 3 (AWS access key)']],
    );
    await page.session.start(draft);
    assert.equal(page.launched.length, 1);
    await follow('Block again');
    assert.ok(page.last.refusal);
  });

  it('asks again about another secret in the same file', async () => {
    letThrough = [{ path: 'settings.py', kind: 'awsAccessKey', fingerprint: 'f00d' }];
    secrets = [secret('settings.py'), secret('settings.py', 4, 'beef')];
    await open();
    const tones = lines('secret:').map(({ tone }) => tone);
    assert.deepEqual(tones, ['error', 'warning']);
  });

  it('looks again when packing has refused what was not there before', async () => {
    refuses = true;
    const { draft } = await open();
    secrets = [secret('settings.py')];
    await assert.rejects(page.session.start(draft), { reason: 'invalid' });
    await page.settled();
    assert.equal(lines('secret:')[0]?.links?.length, 3);
    assert.match(page.last.failure?.message ?? '', /seems to hold secrets/);
  });

  it('tells of many secrets in bounds', async () => {
    secrets = Array.from({ length: 60 }, (_, index) => secret('s.py', index + 1, `${index}`));
    await open();
    const all = lines('secret:');
    assert.equal(all.length, 9);
    assert.equal(all.at(-1)?.message, '52 more places look like secrets.');
    assert.match(all.at(-1)?.detail ?? '', /line 9 .*\n[^]*… and 22 more$/);
    secrets = secrets.slice(0, 9);
    await page.session.sourceChanged();
    await page.settled();
    assert.equal(lines('secret:').at(-1)?.message, '1 more place looks like a secret.');
  });

  it('gives the page ids that tell nothing of a secret, and each secret once', async () => {
    secrets = [secret('settings.py'), secret('settings.py'), secret('settings.py', 4)];
    await open();
    const ids = lines('secret:').map(({ id }) => id);
    assert.equal(new Set(ids).size, 2);
    assert.equal(ids.length, 2);
    assert.ok(!JSON.stringify(page.states).includes('f00d'));
  });

  it('follows a link of a secret that is gone nowhere, and the others to where they led', async () => {
    secrets = [secret('settings.py'), secret('settings.py', 9, 'beef')];
    await open();
    const [first, second] = lines('secret:').map(({ links }) => links?.[0]?.id ?? assert.fail());
    secrets = [secret('a.py', 1, 'cafe'), secret('settings.py', 9, 'beef')];
    await page.session.sourceChanged();
    await page.settled();
    await page.session.source.follow(first ?? '');
    assert.deepEqual(opened, []);
    await page.session.source.follow(second ?? '');
    assert.deepEqual(opened, ['settings.py:9']);
  });

  it('shows a name by what it is, whatever marks of direction it holds', async () => {
    secrets = [secret('a\u202Eb.py')];
    await open();
    await follow('Leave out a�b.py');
    await follow('Let through…');
    assert.deepEqual(written, ['/a\u202Eb.py']);
    assert.ok(!(JSON.stringify(lines('secret')) + asked.join()).includes('\u202E'));
  });
});
