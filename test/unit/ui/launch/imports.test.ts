import assert from 'node:assert/strict';
import '../../../fakes/fakeVscode';
import { AppError } from '../../../../src/core/errors';
import type { RequirementsReport } from '../../../../src/node/requirements';
import type { PreflightLine } from '../../../../src/shared/contracts/launch';
import { LaunchedPage } from './launchedPage';

describe('imports of the script, on the launch page', () => {
  let page: LaunchedPage;
  /** What the interpreter has, and what lies beside the script. */
  let installed: readonly string[];
  let beside: readonly string[];
  let report: RequirementsReport | undefined;
  let asked: string[][];
  let added: string[];
  let trusted: boolean;
  let fails: boolean;

  const lines = async (): Promise<readonly PreflightLine[]> =>
    (await page.settled()).preflight.filter(({ id }) => id.includes('import'));

  beforeEach(() => {
    installed = ['os'];
    beside = ['helpers.py'];
    report = undefined;
    asked = [];
    added = [];
    trusted = true;
    fails = false;
    page = new LaunchedPage({
      checks: {
        requirements: () => Promise.resolve(report),
        missingModules: (_interpreter, modules) => {
          asked.push([...modules]);
          return fails
            ? Promise.reject(new AppError('unexpected', 'No answer.'))
            : Promise.resolve(modules.filter((name) => !installed.includes(name)));
        },
      },
      existing: (paths) => Promise.resolve(paths.filter((file) => beside.includes(file))),
      addRequirements: (lines) => {
        added.push(...lines);
        const before = { beside, report };
        beside = [...beside, 'requirements.txt'];
        report = { missing: added, local: [] };
        return Promise.resolve({
          areThere: () =>
            fails
              ? Promise.reject(new Error('It cannot be opened.'))
              : Promise.resolve(added.at(-1) === lines.at(-1)),
          takeBack: () => {
            added.splice(-lines.length);
            ({ beside, report } = before);
            return Promise.resolve();
          },
        });
      },
      isTrusted: () => trusted,
    });
    page.text = 'import os\nimport numpy as np\nfrom sklearn.svm import SVC\nimport helpers\n';
  });

  afterEach(() => page.dispose());

  it('are named with their packages when the interpreter does not have them', async () => {
    const draft = await page.session.open();
    const [line, ...others] = await lines();
    assert.deepEqual(others, []);
    assert.deepEqual(line, {
      id: 'imports:install',
      tone: 'error',
      message: 'train.py imports packages that are not installed: numpy, scikit-learn',
      detail: [
        'import numpy in line 2: package numpy',
        'import sklearn in line 3: package scikit-learn',
        'Not installed for /usr/bin/python3',
        '"/usr/bin/python3" -m pip install numpy scikit-learn',
      ].join('\n'),
      links: [
        { id: 'imports:install', label: 'Add to requirements.txt and install in the sandbox' },
        { id: 'imports:add', label: 'Add to requirements.txt' },
      ],
    });
    assert.deepEqual(asked, [['os', 'numpy', 'sklearn']]);
    await assert.rejects(page.session.start(draft), { reason: 'invalid' });
    assert.deepEqual(page.launched, []);
  });

  it('are written into requirements.txt, and installed with the consent that comes with it', async () => {
    const draft = await page.session.open();
    await page.settled();
    await page.session.mending.followImport('imports:install');
    assert.deepEqual(added, ['numpy', 'scikit-learn']);
    const state = await page.settled();
    assert.deepEqual([await lines(), state.refusal], [[], null]);
    assert.equal(state.draft.installRequirements, true);
    await page.session.start({ ...draft, installRequirements: true });
    assert.equal(page.launched[0]?.installRequirements, true);
  });

  it('are written without consent where only that was asked for', async () => {
    await page.session.open();
    await page.settled();
    await page.session.mending.followImport('imports:add');
    const { preflight, draft } = await page.settled();
    assert.equal(draft.installRequirements, false);
    const requirements = preflight.find(({ id }) => id === 'requirements');
    assert.match(requirements?.message ?? '', /asks for 2 packages/);
    assert.deepEqual(await lines(), []);
  });

  it('may come with what requirements.txt asks for, so they are only a warning then', async () => {
    beside = [...beside, 'requirements.txt'];
    report = { missing: ['Scikit_Learn>=1.2', 'somebodys-tools'], local: [] };
    page.text += 'import own_tools\n';
    await page.session.open();
    assert.deepEqual(
      (await lines()).map(({ tone, message }) => `${tone} ${message}`),
      [
        'warning train.py imports numpy, which is not installed.',
        'warning train.py imports own_tools, which is neither installed nor beside the script.',
      ],
    );
  });

  it('that nobody knows are pointed out, and stop no start', async () => {
    page.text = 'import os\nimport own_tools\n';
    const draft = await page.session.open();
    const [line] = await lines();
    assert.deepEqual(
      [line?.tone, line?.message],
      ['warning', 'train.py imports own_tools, which is neither installed nor beside the script.'],
    );
    assert.deepEqual(
      line?.links?.map(({ label }) => label),
      ['Open line 2', 'If it is the package “own_tools”: add to requirements.txt'],
    );
    await page.session.start(draft);
    assert.equal(page.launched.length, 1);
  });

  it('that nobody knows stay pointed out when the others are written', async () => {
    page.text = 'import numpy\nimport own_tools\n';
    await page.session.open();
    await page.settled();
    await page.session.mending.followImport('imports:install');
    assert.deepEqual(added, ['numpy']);
    const { preflight } = await page.settled();
    const said = preflight.map(({ tone, message }) => `${tone} ${message}`);
    assert.ok(
      said.includes(
        'warning train.py imports own_tools, which is neither installed nor beside the script.',
      ),
    );
    assert.ok(said.includes('ok requirements.txt: added numpy'));
  });

  it('that nobody knows are written as a guess when that is asked for, and only those', async () => {
    page.text = 'import tabulate\n';
    await page.session.open();
    await page.settled();
    await page.session.mending.followImport('imports:guess:somebody-elses');
    assert.deepEqual(added, []);
    await page.session.mending.followImport('imports:guess:tabulate');
    assert.deepEqual(added, ['tabulate']);
    const { preflight, draft } = await page.settled();
    assert.equal(draft.installRequirements, false, 'a guess is not consent');
    assert.ok(!preflight.some(({ id }) => id === 'import:tabulate'));
    const listed = preflight.find(({ id }) => id === 'requirements');
    assert.match(listed?.message ?? '', /asks for tabulate, which is not installed/);
  });

  it('that no package can be called like are not offered as a guess', async () => {
    page.text = 'import _tools\n';
    await page.session.open();
    const [line] = await lines();
    assert.deepEqual(
      line?.links?.map(({ label }) => label),
      ['Open line 1'],
    );
  });

  it('are taken out of requirements.txt again, with the consent that came with them', async () => {
    await page.session.open();
    const before = await lines();
    await page.session.mending.followImport('imports:install');
    const written = (await page.settled()).preflight.find(
      ({ id }) => id === 'requirements-written',
    );
    assert.deepEqual(
      written?.links?.map(({ id }) => id),
      ['imports:undo', 'requirements:open'],
    );
    await page.session.mending.followImport('imports:undo');
    const state = await page.settled();
    assert.deepEqual([added, state.draft.installRequirements], [[], false]);
    assert.deepEqual(await lines(), before);
    assert.ok(!state.preflight.some(({ id }) => id === 'requirements-written'));
  });

  it('starts all the same where what was added cannot be looked at any more', async () => {
    await page.session.open();
    await page.settled();
    await page.session.mending.followImport('imports:install');
    fails = true;
    await page.session.start((await page.settled()).draft);
    assert.equal(page.launched.length, 1);
    assert.ok(!page.last.preflight.some(({ id }) => id === 'requirements-written'));
  });

  it('are no longer said to be added when they were taken out again by hand', async () => {
    await page.session.open();
    await page.settled();
    await page.session.mending.followImport('imports:install');
    await page.session.sourceChanged();
    const isSaid = async () =>
      (await page.settled()).preflight.some(({ id }) => id === 'requirements-written');
    assert.equal(await isSaid(), true);
    added.pop();
    await page.session.sourceChanged();
    assert.equal(await isSaid(), false);
    const before = [...added];
    await page.session.mending.followImport('imports:undo');
    assert.deepEqual(added, before);
  });

  it('that the script can do without are not looked for', async () => {
    page.text = 'try:\n    import torch\nexcept ImportError:\n    torch = None\n';
    await page.session.open();
    assert.deepEqual([await lines(), asked], [[], []]);
  });

  it('are not looked for in an untrusted workspace, nor where jobs run elsewhere', async () => {
    trusted = false;
    await page.session.open();
    await page.settled();
    trusted = true;
    page.create({}, { runsHere: false });
    await page.session.open();
    assert.deepEqual([await lines(), asked], [[], []]);
  });

  it('are looked for again when they change or may have come, else once', async () => {
    await page.session.open();
    await page.settled();
    await page.session.sourceChanged();
    await page.settled();
    assert.equal(asked.length, 1);
    page.text = 'import torch\n';
    await page.session.sourceChanged();
    assert.match((await lines())[0]?.message ?? '', /imports torch, which is not installed/);
    installed = ['torch'];
    await page.session.packagesChanged();
    assert.deepEqual([await lines(), asked.length], [[], 3]);
    await page.session.packagesChanged();
    assert.equal(asked.length, 3);
  });

  it('are none of the page’s business when the interpreter does not say', async () => {
    fails = true;
    const draft = await page.session.open();
    assert.deepEqual(await lines(), []);
    await page.session.start(draft);
    assert.equal(page.launched.length, 1);
  });
});
