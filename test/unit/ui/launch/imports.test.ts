import assert from 'node:assert/strict';
import '../../../fakes/fakeVscode';
import { AppError } from '../../../../src/core/errors';
import type { TrainingLaunch } from '../../../../src/core/training/launch';
import type { RequirementsReport } from '../../../../src/node/requirements';
import type { LaunchState, PreflightLine } from '../../../../src/shared/contracts/launch';
import { LaunchSession } from '../../../../src/ui/launch/launchSession';
import { fakeConnection } from '../../../fakes/fakeKind';
import { inspected, launchPorts } from './launchPorts';

describe('imports of the script, on the launch page', () => {
  let text: string;
  /** What the interpreter has, and what lies beside the script. */
  let installed: readonly string[];
  let beside: readonly string[];
  let report: RequirementsReport | undefined;
  let asked: string[][];
  let added: string[];
  let states: LaunchState[];
  let launched: TrainingLaunch[];
  let trusted: boolean;
  let fails: boolean;
  let session: LaunchSession;

  const create = (traits: object = {}): LaunchSession =>
    new LaunchSession(
      '/projects/penguins/train.py',
      '/projects/penguins',
      fakeConnection('sandbox', traits).info,
      launchPorts({
        checks: {
          requirements: () => Promise.resolve(report),
          missingModules: (_interpreter, modules) => {
            asked.push([...modules]);
            return fails
              ? Promise.reject(new AppError('unexpected', 'No answer.'))
              : Promise.resolve(modules.filter((name) => !installed.includes(name)));
          },
        },
        inspect: () => inspected(text),
        existing: (paths) => Promise.resolve(paths.filter((file) => beside.includes(file))),
        addRequirements: (lines) => {
          added.push(...lines);
          const before = { beside, report };
          beside = [...beside, 'requirements.txt'];
          report = { missing: added, local: [] };
          return Promise.resolve(() => {
            added.splice(-lines.length);
            ({ beside, report } = before);
            return Promise.resolve();
          });
        },
        isTrusted: () => trusted,
        send: (state) => states.push(state),
        launch: (launch) => {
          launched.push(launch);
          return Promise.resolve();
        },
      }),
    );

  const settled = async (): Promise<LaunchState> => {
    await new Promise((resolve) => setImmediate(resolve));
    return states.at(-1) ?? assert.fail('nothing was sent');
  };

  const lines = async (): Promise<readonly PreflightLine[]> =>
    (await settled()).preflight.filter(({ id }) => id.includes('import'));

  beforeEach(() => {
    text = 'import os\nimport numpy as np\nfrom sklearn.svm import SVC\nimport helpers\n';
    installed = ['os'];
    beside = ['helpers.py'];
    report = undefined;
    asked = [];
    added = [];
    states = [];
    launched = [];
    trusted = true;
    fails = false;
    session = create();
  });

  afterEach(() => session.dispose());

  it('are named with their packages when the interpreter does not have them', async () => {
    const draft = await session.open();
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
    await assert.rejects(session.start(draft), { reason: 'invalid' });
    assert.deepEqual(launched, []);
  });

  it('are written into requirements.txt, and installed with the consent that comes with it', async () => {
    const draft = await session.open();
    await settled();
    await session.followImport('imports:install');
    assert.deepEqual(added, ['numpy', 'scikit-learn']);
    const state = await settled();
    assert.deepEqual([await lines(), state.refusal], [[], null]);
    assert.equal(state.draft.installRequirements, true);
    await session.start({ ...draft, installRequirements: true });
    assert.equal(launched[0]?.installRequirements, true);
  });

  it('are written without consent where only that was asked for', async () => {
    await session.open();
    await settled();
    await session.followImport('imports:add');
    const { preflight, draft } = await settled();
    assert.equal(draft.installRequirements, false);
    const requirements = preflight.find(({ id }) => id === 'requirements');
    assert.match(requirements?.message ?? '', /asks for 2 packages/);
    assert.deepEqual(await lines(), []);
  });

  it('may come with what requirements.txt asks for, so they are only a warning then', async () => {
    beside = [...beside, 'requirements.txt'];
    report = { missing: ['Scikit_Learn>=1.2', 'somebodys-tools'], local: [] };
    text += 'import own_tools\n';
    await session.open();
    assert.deepEqual(
      (await lines()).map(({ tone, message }) => `${tone} ${message}`),
      [
        'warning train.py imports numpy, which is not installed.',
        'warning train.py imports own_tools, which is neither installed nor beside the script.',
      ],
    );
  });

  it('that nobody knows are pointed out, and stop no start', async () => {
    text = 'import os\nimport own_tools\n';
    const draft = await session.open();
    const [line] = await lines();
    assert.deepEqual(
      [line?.tone, line?.message],
      ['warning', 'train.py imports own_tools, which is neither installed nor beside the script.'],
    );
    assert.deepEqual(
      line?.links?.map(({ label }) => label),
      ['Open line 2', 'If it is the package “own_tools”: add to requirements.txt'],
    );
    await session.start(draft);
    assert.equal(launched.length, 1);
  });

  it('that nobody knows stay pointed out when the others are written', async () => {
    text = 'import numpy\nimport own_tools\n';
    await session.open();
    await settled();
    await session.followImport('imports:install');
    assert.deepEqual(added, ['numpy']);
    const { preflight } = await settled();
    const said = preflight.map(({ tone, message }) => `${tone} ${message}`);
    assert.ok(
      said.includes(
        'warning train.py imports own_tools, which is neither installed nor beside the script.',
      ),
    );
    assert.ok(said.includes('ok requirements.txt: added numpy'));
  });

  it('that nobody knows are written as a guess when that is asked for, and only those', async () => {
    text = 'import tabulate\n';
    await session.open();
    await settled();
    await session.followImport('imports:guess:somebody-elses');
    assert.deepEqual(added, []);
    await session.followImport('imports:guess:tabulate');
    assert.deepEqual(added, ['tabulate']);
    const { preflight, draft } = await settled();
    assert.equal(draft.installRequirements, false, 'a guess is not consent');
    assert.ok(!preflight.some(({ id }) => id === 'import:tabulate'));
    const listed = preflight.find(({ id }) => id === 'requirements');
    assert.match(listed?.message ?? '', /asks for tabulate, which is not installed/);
  });

  it('that no package can be called like are not offered as a guess', async () => {
    text = 'import _tools\n';
    await session.open();
    const [line] = await lines();
    assert.deepEqual(
      line?.links?.map(({ label }) => label),
      ['Open line 1'],
    );
  });

  it('are taken out of requirements.txt again, with the consent that came with them', async () => {
    await session.open();
    const before = await lines();
    await session.followImport('imports:install');
    const written = (await settled()).preflight.find(({ id }) => id === 'requirements-written');
    assert.deepEqual(
      written?.links?.map(({ id }) => id),
      ['imports:undo', 'requirements:open'],
    );
    await session.followImport('imports:undo');
    const state = await settled();
    assert.deepEqual([added, state.draft.installRequirements], [[], false]);
    assert.deepEqual(await lines(), before);
    assert.ok(!state.preflight.some(({ id }) => id === 'requirements-written'));
  });

  it('that the script can do without are not looked for', async () => {
    text = 'try:\n    import torch\nexcept ImportError:\n    torch = None\n';
    await session.open();
    assert.deepEqual([await lines(), asked], [[], []]);
  });

  it('are not looked for in an untrusted workspace, nor where jobs run elsewhere', async () => {
    trusted = false;
    await session.open();
    await settled();
    session.dispose();
    trusted = true;
    session = create({ runsHere: false });
    await session.open();
    assert.deepEqual([await lines(), asked], [[], []]);
  });

  it('are looked for again when they change or may have come, else once', async () => {
    await session.open();
    await settled();
    await session.sourceChanged();
    await settled();
    assert.equal(asked.length, 1);
    text = 'import torch\n';
    await session.sourceChanged();
    assert.match((await lines())[0]?.message ?? '', /imports torch, which is not installed/);
    installed = ['torch'];
    await session.packagesChanged();
    assert.deepEqual([await lines(), asked.length], [[], 3]);
    await session.packagesChanged();
    assert.equal(asked.length, 3);
  });

  it('are none of the page’s business when the interpreter does not say', async () => {
    fails = true;
    const draft = await session.open();
    assert.deepEqual(await lines(), []);
    await session.start(draft);
    assert.equal(launched.length, 1);
  });
});
