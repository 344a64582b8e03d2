import assert from 'node:assert/strict';
import '../../../fakes/fakeVscode';
import type { ListOptions } from '../../../../src/node/sourceFiles';
import type { RefusedExtra, SourceListing } from '../../../../src/node/sourceListing';
import type { LaunchDraft, LaunchState } from '../../../../src/shared/contracts/launch';
import type { SourceRoots } from '../../../../src/ui/launch/sourceRoots';
import { LaunchedPage } from './launchedPage';
import { inspected, listingOf } from './launchPorts';

describe('the source folder of a script in a monorepo', () => {
  let page: LaunchedPage;
  let listed: (readonly [string, ListOptions['alsoPacked']])[];
  let read: SourceRoots[];
  let compared: string[];
  let saved: (readonly string[])[];
  let written: string[];
  let files: Readonly<Record<string, number>>;
  let refused: readonly RefusedExtra[];
  let ruledOut: SourceListing['ruledOut'];

  const open = async (changes: Partial<LaunchDraft> = {}): Promise<LaunchState> => {
    page.session.edit({ ...(await page.session.open()), ...changes });
    await page.settled();
    return page.settled();
  };

  const line = (id: string) => page.last.preflight.find((one) => one.id === id);

  beforeEach(() => {
    [listed, read, compared, saved, written] = [[], [], [], [], []];
    files = { 'train.py': 1, 'services/penguins/train.py': 1, 'penguins/train.py': 1 };
    [refused, ruledOut] = [[], []];
    page = new LaunchedPage({
      inspect: (roots) => {
        read.push(roots);
        return inspected(page.text);
      },
      sourceFolders: () => ['.', '..', '../..'],
      existing: (paths) =>
        Promise.resolve(paths.filter((path) => path === 'data' || path.endsWith('ments.txt'))),
      save: (packed) => Promise.resolve(void saved.push(packed)),
      checks: {
        requirements: (folder) => {
          compared.push(folder);
          return Promise.resolve({ missing: [], local: [] });
        },
      },
      source: {
        listSource: (folder, { alsoPacked } = {}) => {
          listed.push([folder, alsoPacked]);
          const roots = [
            { prefix: '', directory: folder },
            { prefix: 'shared/', directory: '/libs/shared' },
          ];
          return Promise.resolve(listingOf(files, { roots, refused, ruledOut }));
        },
        addIgnoreLines: (folder, lines) =>
          Promise.resolve(void written.push(...lines.map((text) => `${folder} ${text}`))),
      },
    });
    page.script = '/mono/services/penguins/train.py';
  });

  afterEach(() => page.dispose());

  it('is the script’s own until another is chosen', async () => {
    const { sourceFolders, sourceDirectory, entryPoint } = await open();
    assert.deepEqual(sourceFolders, [
      { value: '.', label: 'mono/services/penguins' },
      { value: '..', label: 'mono/services' },
      { value: '../..', label: 'mono' },
    ]);
    assert.deepEqual([sourceDirectory, entryPoint], ['/mono/services/penguins', 'train.py']);
    assert.deepEqual(listed, [['/mono/services/penguins', []]]);
  });

  it('is listed, read, compared and launched as it is chosen; data stay where they are', async () => {
    const alsoPacked = ['/libs/shared'];
    const { entryPoint, draft } = await open({ sourceFolder: '../..', alsoPacked });
    assert.equal(entryPoint, 'services/penguins/train.py');
    assert.deepEqual(listed.at(-1), ['/mono', alsoPacked]);
    assert.deepEqual([read.at(-1)?.directory, compared.at(-1)], ['/mono', '/mono']);
    await page.session.start(draft);
    assert.deepEqual(saved, [['/mono', '/libs/shared']]);
    const [launch] = page.launched;
    assert.deepEqual(
      [launch?.sourceDirectory, launch?.script, launch?.alsoPacked, launch?.channels],
      [
        ...['/mono', 'services/penguins/train.py', alsoPacked],
        [{ name: 'train', path: '/mono/services/penguins/data' }],
      ],
    );
    assert.deepEqual(page.session.commandLine.slice(0, 1), ['services/penguins/train.py']);
  });

  it('comes back with the form, and goes with a reset', async () => {
    await open({ sourceFolder: '..', alsoPacked: ['/libs/shared'] });
    page.create();
    const { draft, isChanged } = await open();
    assert.deepEqual([draft.sourceFolder, draft.alsoPacked], ['..', ['/libs/shared']]);
    assert.equal(isChanged, true);
    assert.equal(read.at(-1)?.directory, '/mono/services');
    await page.session.reset();
    const state = await page.settled();
    assert.deepEqual([state.draft.sourceFolder, state.isChanged], ['.', false]);
    assert.deepEqual(listed.at(-1), ['/mono/services/penguins', []]);
  });

  it('opens a form that was remembered before there was a choice', async () => {
    const old = { ...(await page.session.open()), maxRuntimeMinutes: 7 };
    const before = { ...old, sourceFolder: undefined, alsoPacked: undefined };
    page.create({ remembered: () => ({ draft: before }) });
    const { draft } = await open();
    assert.deepEqual([draft.maxRuntimeMinutes, draft.sourceFolder, draft.alsoPacked], [7, '.', []]);
  });

  it('is none that lies further up, whatever the page or an old form says', async () => {
    const { errors, refusal, sourceFolders } = await open({ sourceFolder: '../../..' });
    assert.match(errors['sourceFolder'] ?? '', /^Only the script’s own folder/);
    assert.equal(refusal, 'Fix the marked fields first.');
    assert.deepEqual(sourceFolders.at(-1), { value: '../../..', label: '/' });
    assert.ok(listed.every(([folder]) => folder === '/mono/services/penguins'));
    await assert.rejects(page.session.start(page.last.draft), { reason: 'invalid' });
    assert.deepEqual(page.launched, []);
  });

  it('says at its field what cannot be packed beside it, and starts nothing', async () => {
    refused = [{ path: '/libs/gone', problem: 'missing' }];
    const { errors, refusal, draft } = await open({ alsoPacked: ['/libs/shared', '/libs/gone'] });
    assert.deepEqual(errors, { 'alsoPacked:1': 'It is not there.' });
    assert.equal(refusal, 'Fix the marked fields first.');
    await assert.rejects(page.session.start(draft), { message: '/libs/gone: It is not there.' });
    const { field, message, links: [again] = [] } = line('extra:1') ?? assert.fail('no line');
    assert.deepEqual([field, message], ['alsoPacked:1', '/libs/gone: It is not there.']);
    refused = [];
    await page.session.source.follow(again?.id ?? '');
    assert.deepEqual([page.last.errors, line('extra:1')], [{}, undefined]);
  });

  it('leaves a file out where it lies', async () => {
    files = { 'train.py': 1, 'shared/big.bin': 1, 'shared/deep/x.py': 1 };
    await open({ alsoPacked: ['/libs/shared'] });
    for (const path of Object.keys(files)) {
      await page.session.source.leaveOut(path);
    }
    assert.deepEqual(written, ['/libs/shared /big.bin', '/libs/shared /deep/x.py']);
  });

  it('is refused where the script itself is left out of it', async () => {
    files = { 'other.py': 1 };
    await open({ sourceFolder: '..' });
    assert.equal(
      line('source:script')?.message,
      'penguins/train.py is not packed: an ignore file or a channel leaves it out.',
    );
    assert.ok(page.last.refusal);
  });

  it('brings back the folder that an ignore file leaves out with the script', async () => {
    files = { 'other.py': 1 };
    ruledOut = [
      { path: 'pen', reason: 'rule' },
      { path: 'penguins', reason: 'rule' },
    ];
    await open({ sourceFolder: '..' });
    const { message, links: [pack] = [] } = line('source:script') ?? assert.fail('no line');
    assert.equal(message, 'penguins/train.py is not packed: an ignore file leaves penguins out.');
    await page.session.source.follow(pack?.id ?? '');
    assert.deepEqual(written, ['/mono/services !/penguins']);
  });

  it('packs what a rule leaves out at a word, but nothing of tools or of this computer', async () => {
    ruledOut = [
      { path: 'notes.txt', reason: 'rule' },
      { path: '.venv', reason: 'standard' },
    ];
    const { code } = await open();
    assert.deepEqual(
      code?.leftOut.map(({ isOffered }) => isOffered),
      [true, false],
    );
    await page.session.source.pack('notes.txt');
    await page.session.source.pack('.venv');
    assert.deepEqual(written, ['/mono/services/penguins !/notes.txt']);
  });

  it('is refused where images would start the script as a module, which it cannot be', async () => {
    files = { ...files, 'setup.py': 1 };
    await open();
    assert.equal(line('entry-point'), undefined);
    await open({ sourceFolder: '..' });
    assert.match(line('entry-point')?.message ?? '', /has a setup\.py/);
    await page.session.source.follow(line('entry-point')?.links?.[0]?.id ?? '');
    assert.deepEqual(written, ['/mono/services /setup.py']);
    page.text = `import xgboost\n${page.text}`;
    files = { 'penguins/train.py': 1 };
    page.create();
    await open({ sourceFolder: '..' });
    assert.match(line('entry-point')?.message ?? '', /^This image starts the script as a module/);
  });
});
