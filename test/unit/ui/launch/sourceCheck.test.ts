import assert from 'node:assert/strict';
import '../../../fakes/fakeVscode';
import { AppError } from '../../../../src/core/errors';
import { sourceLinks } from '../../../../src/core/training/sourceLinks';
import type { TrainingLaunch } from '../../../../src/core/training/launch';
import type { SourceListing } from '../../../../src/node/sourceListing';
import type { ScanOptions, SourceScan } from '../../../../src/node/sourceScan';
import type { LaunchState, PreflightLine } from '../../../../src/shared/contracts/launch';
import { LaunchSession } from '../../../../src/ui/launch/launchSession';
import { fakeConnection } from '../../../fakes/fakeKind';
import { launchPorts, listingOf } from './launchPorts';

/** What is written below the folder of the listing. */
const inProject = (folder: string): string => folder.replace(/^\/projects\/penguins\/?/, '');

const clean: SourceScan = { secrets: [], unreadable: [], beyond: 0 };

describe('the source folder on the launch page', () => {
  let listing: SourceListing | AppError;
  let later: Promise<SourceListing> | undefined;
  let found: SourceScan;
  let scan: (options: ScanOptions) => Promise<SourceScan>;
  let written: string[];
  let asked: string[];
  let consents = false;
  let states: LaunchState[];
  let launched: TrainingLaunch[];
  let session: LaunchSession;

  const last = (): LaunchState => states.at(-1) ?? assert.fail('nothing was sent');

  const open = async (): Promise<LaunchState> => {
    await session.open();
    await new Promise((resolve) => setImmediate(resolve));
    return last();
  };

  const lines = (start: string): readonly PreflightLine[] =>
    last().preflight.filter(({ id }) => id.startsWith(start));

  const follow = async (label: string): Promise<void> => {
    const links = last().preflight.flatMap((line) => line.links ?? []);
    const link = links.find((one) => one.label === label);
    await session.source.follow(link?.id ?? assert.fail(label));
    await new Promise((resolve) => setImmediate(resolve));
  };

  beforeEach(() => {
    listing = listingOf({ 'train.py': 100, 'settings.py': 50, 'data/big.csv': 9000 });
    [found, later] = [clean, undefined];
    scan = () => Promise.resolve(found);
    [written, asked, states, launched] = [[], [], [], []];
    consents = false;
    session = new LaunchSession(
      '/projects/x/train.py',
      fakeConnection('sandbox').info,
      launchPorts({
        source: {
          listSource: async () => {
            if (listing instanceof AppError) throw listing;
            return (await later) ?? listing;
          },
          scanSource: (_files, options) => scan(options),
          addIgnoreLines: (folder, lines) =>
            Promise.resolve(void written.push(...lines.map((line) => inProject(folder) + line))),
          confirm: (question, detail) => {
            asked.push(question, detail);
            return Promise.resolve(consents);
          },
        },
        send: (state) => states.push(state),
        launch: (launch) => Promise.resolve(void launched.push(launch)),
      }),
    );
  });

  afterEach(() => session.dispose());

  it('is listed, the largest file first, and the script cannot be left out', async () => {
    const { code } = await open();
    assert.deepEqual(code?.largest, [
      { path: 'data/big.csv', bytes: 9000, isOffered: true },
      { path: 'train.py', bytes: 100, isOffered: false },
      { path: 'settings.py', bytes: 50, isOffered: true },
    ]);
    assert.deepEqual([code.files, code.bytes], [3, 9150]);
  });

  it('is shown in bounds, however much there is', async () => {
    const many = Array.from({ length: 5000 }, (_, index) => [`f${index}`, index] as const);
    const ruledOut = many.slice(0, 500).map(([path]) => ({ path, reason: 'rule' as const }));
    listing = listingOf(Object.fromEntries(many), { ruledOut, ruledOutCount: 7000 });
    const { code } = await open();
    assert.deepEqual([code?.largest.length, code?.files], [200, 5000]);
    assert.deepEqual([code?.leftOut.length, code?.leftOutCount], [200, 7000]);
    assert.equal(code?.largest[0]?.bytes, 4999);
  });

  it('says what is left out and why, first what a person may miss', async () => {
    listing = listingOf(
      { 'train.py': 1 },
      {
        leftOut: [
          { path: '.env', reason: 'secret', size: 0 },
          { path: 'model.bin', reason: 'large', size: 120_000_000 },
          { path: 'log', reason: 'repository', size: 0 },
          { path: 'up', reason: 'outside', size: 0 },
        ],
        ruledOut: [{ path: '.venv', reason: 'standard' }],
        ruledOutCount: 1,
      },
    );
    const { code } = await open();
    assert.deepEqual(
      code?.leftOut.map(({ path, reason, isOffered }) => [path, reason, isOffered]),
      [
        ['.env', 'secret', true],
        ['model.bin', 'large', true],
        ['log', 'repository', false],
        ['up', 'outside', false],
        ['.venv', 'standard', false],
      ],
    );
    assert.deepEqual(
      lines('left-out').map(({ tone, message }) => `${tone} ${message}`),
      [
        'warning Left out, as the name says that it holds secrets: .env',
        'warning Left out, as it is large: model.bin',
        'warning Cannot be packed: log, up',
      ],
    );
    assert.equal(last().refusal, null);
  });

  it('leaves a file out by a line that means it alone, but no other path and not the script', async () => {
    await open();
    for (const path of ['data/big.csv', 'train.py', '../elsewhere']) {
      await session.source.leaveOut(path);
    }
    assert.deepEqual(written, ['/data/big.csv']);
  });

  it('writes the line where it has the last word', async () => {
    const sizes = { 'train.py': 1, 'pkg/a.py': 1, 'pkg/deep/b*.py': 1, 'pkgs/c.py': 1 };
    const left = { path: 'pkg/deep/model.bin', reason: 'large' as const, size: 120_000_000 };
    const ignoreFolders = ['', 'pkg/', 'pkg/deep/'];
    listing = listingOf(sizes, { ignoreFolders, leftOut: [left] });
    await open();
    for (const path of ['pkg/a.py', 'pkg/deep/b*.py', 'pkgs/c.py']) {
      await session.source.leaveOut(path);
    }
    await session.source.pack(left.path);
    const lines = ['pkg//a.py', String.raw`pkg/deep//b\*.py`, '/pkgs/c.py', 'pkg/deep/!/model.bin'];
    assert.deepEqual(written, lines);
  });

  it('packs what is too large at a word, and what may hold secrets only when that is meant', async () => {
    const leftOut = [
      { path: '.env', reason: 'secret' as const, size: 0 },
      { path: 'model.bin', reason: 'large' as const, size: 120_000_000 },
    ];
    listing = listingOf({ 'train.py': 1 }, { leftOut });
    await open();
    await session.source.pack('model.bin');
    await session.source.pack('settings.py');
    await session.source.pack('.env');
    assert.deepEqual(written, ['!/model.bin']);
    assert.match(asked[0] ?? '', /^Pack \.env/);
    consents = true;
    await session.source.pack('.env');
    assert.deepEqual(written, ['!/model.bin', '!/.env']);
  });

  it('stops no start while it looks for secrets, and what is stopped stays so', async () => {
    const looks: unknown[] = [];
    const never = new Promise<SourceScan>(() => undefined);
    scan = ({ signal, reads, onProgress }) => {
      looks.push([reads, signal.aborted]);
      onProgress?.(0.4);
      return reads === 'nothing' ? Promise.resolve({ ...clean, beyond: 3 }) : never;
    };
    const { draft, refusal } = await open();
    assert.equal(refusal, null);
    assert.equal(lines('secrets')[0]?.message, 'Looking for secrets: 40 %');
    await session.start(draft);
    assert.equal(launched.length, 1);
    await follow('Stop');
    listing = listingOf({ 'train.py': 1, 'new.py': 1 });
    await session.sourceChanged();
    assert.equal(last().code?.files, 2);
    assert.match(lines('secrets')[0]?.message ?? '', /^3 files are looked through .* packed\.$/);
    assert.deepEqual(looks.slice(-2), [
      ['nothing', false],
      ['nothing', false],
    ]);
  });

  it('reads a folder to its end although the look for secrets is stopped meanwhile', async () => {
    await open();
    later = new Promise((resolve) => setImmediate(resolve, listingOf({ 'train.py': 1 })));
    const read = session.sourceChanged();
    await session.source.follow(sourceLinks.stop);
    await read;
    await new Promise((resolve) => setImmediate(resolve));
    assert.equal(last().code?.files, 1);
  });

  it('says that the folder cannot be read', async () => {
    listing = new AppError('notFound', 'The source folder is not there: /projects/x');
    const { refusal, code } = await open();
    assert.deepEqual(
      [lines('source')[0]?.message, refusal, code],
      ['The source folder is not there: /projects/x', 'Fix the errors listed above first.', null],
    );
  });

  it('refuses to start with what may not be read, and leaves it out at a word', async () => {
    const sizes = { 'train.py': 1, 'new\u202E.py': 1 };
    listing = listingOf(sizes, { unreadable: ['closed', 'pkg/a.bin'], ignoreFolders: ['pkg/'] });
    const { refusal } = await open();
    assert.ok(refusal);
    assert.equal(lines('unreadable')[0]?.message, 'No permission to read closed, pkg/a.bin');
    await follow('Leave them out');
    assert.deepEqual(written, ['/closed', 'pkg//a.bin']);
    listing = listingOf(sizes, { unreadable: ['closed\u202E'] });
    await follow('Look again');
    assert.equal(lines('unreadable')[0]?.links?.[0]?.label, 'Leave out closed�');
    listing = listingOf(sizes);
    await follow('Look again');
    assert.deepEqual([lines('unreadable'), last().refusal], [[], null]);
  });

  it('offers to leave out only what a line of an ignore file can, and never the script', async () => {
    const offered = (unreadable: readonly string[]): readonly string[] => {
      listing = listingOf({ 'a.py': 1 }, { unreadable });
      return unreadable;
    };
    const labels = (): readonly (string | undefined)[] =>
      (lines('unreadable')[0]?.links ?? []).map(({ label }) => label);
    offered(['closed', 'train.py']);
    await open();
    assert.deepEqual(labels(), ['Leave out closed', 'Look again']);
    await follow('Leave out closed');
    assert.deepEqual(written, ['/closed']);
    for (const unreadable of [['train.py'], ['a\nb', 'closed']]) {
      offered(unreadable);
      await follow('Look again');
      assert.deepEqual(labels(), ['Look again']);
    }
  });

  it('tells of a script that is not packed, unless it is what may not be read', async () => {
    listing = listingOf({ 'a.py': 1 }, { unreadable: ['train'] });
    await open();
    assert.equal(lines('source:script').length, 1);
    listing = listingOf({ 'a.py': 1 }, { unreadable: ['train.py'] });
    await follow('Look again');
    assert.deepEqual(lines('source:script'), []);
  });

  it('writes the lines of one ignore file together', async () => {
    const unreadable = ['a', 'pkg/b', 'c', 'pkg/d'];
    listing = listingOf({ 'train.py': 1 }, { unreadable, ignoreFolders: ['pkg/'] });
    await open();
    await follow('Leave them out');
    assert.deepEqual(written, ['/a', '/c', 'pkg//b', 'pkg//d']);
  });

  it('offers no rule against an ignore file that may not be read', async () => {
    listing = listingOf({ 'train.py': 1 }, { unreadableRules: ['pkg/.gitignore'] });
    const { refusal } = await open();
    assert.ok(refusal);
    const [line] = lines('unreadable:rules');
    assert.equal(
      line?.message,
      'No permission to read pkg/.gitignore. Allow reading it: its rules decide what is packed.',
    );
    assert.deepEqual(
      line.links?.map(({ label }) => label),
      ['Look again'],
    );
    assert.deepEqual(lines('unreadable').length, 1);
  });

  it('names what does not work everywhere, on one line each', async () => {
    listing = listingOf({ 'train.py': 1, 'aux.py': 1, README: 1, readme: 1, 'a\nb': 1 });
    await open();
    const [line] = lines('names');
    assert.equal(line?.tone, 'warning');
    assert.equal(line.detail?.split('\n').length, 3);
    assert.match(line.message, /aux\.py/);
  });
});
