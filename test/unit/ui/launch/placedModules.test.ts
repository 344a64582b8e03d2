import assert from 'node:assert/strict';
import '../../../fakes/fakeVscode';
import type { ModuleAbove } from '../../../../src/node/modulesAbove';
import type { LaunchState, PreflightLine } from '../../../../src/shared/contracts/launch';
import { LaunchedPage } from './launchedPage';
import { listingOf } from './launchPorts';

const above = (module: string, path: string, isAtTop: boolean): ModuleAbove => ({
  ...{ module, path, isAtTop },
  folder: '/mono',
});

describe('imports of a script that lie elsewhere in the workspace', () => {
  let page: LaunchedPage;
  let asked: (readonly string[])[];
  let found: readonly ModuleAbove[];

  const open = async (text: string): Promise<LaunchState> => {
    page.text = text;
    await page.session.open();
    await page.settled();
    return page.settled();
  };

  const lines = (): readonly PreflightLine[] =>
    page.last.preflight.filter(({ id }) => id.startsWith('import'));

  beforeEach(() => {
    [asked, found] = [[], [above('libs', '/mono/libs', true)]];
    page = new LaunchedPage({
      sourceFolders: () => ['.', '..', '../..'],
      existing: (paths) => Promise.resolve(paths.filter((path) => path === '../../libs')),
      checks: {
        missingModules: (_interpreter, modules) =>
          Promise.resolve(modules.filter((module) => module !== 'os')),
        modulesAbove: (modules, folders) => {
          asked.push([...modules, ...folders]);
          return Promise.resolve(found.filter(({ module }) => modules.includes(module)));
        },
      },
      source: {
        listSource: () =>
          Promise.resolve(listingOf({ 'train.py': 1, 'services/penguins/train.py': 1 })),
      },
    });
    page.script = '/mono/services/penguins/train.py';
  });

  afterEach(() => page.dispose());

  it('are told with the folder that has them, which a link makes the source folder', async () => {
    const { refusal } = await open('import os\nfrom libs import shared\n');
    assert.ok(refusal);
    assert.deepEqual(asked, [['libs', '/mono/services', '/mono']]);
    assert.deepEqual(lines(), [
      {
        ...{ id: 'import:libs', tone: 'error', field: 'sourceFolder' },
        message: 'train.py imports libs, which is not packed. It lies at mono/libs.',
        links: [
          { id: 'imports:pack-from:libs', label: 'Pack from mono' },
          { id: 'imports:also-pack:libs', label: 'Also pack mono/libs' },
          { id: 'line:2:import-libs', label: 'Open line 2' },
        ],
      },
    ]);
    await page.session.mending.followImport('imports:pack-from:libs');
    await page.settled();
    const { draft, refusal: after } = await page.settled();
    assert.equal(draft.sourceFolder, '../..');
    assert.deepEqual([lines(), after], [[], null]);
  });

  it('are packed beside the source folder by the other link', async () => {
    await open('import libs\n');
    await page.session.mending.followImport('imports:also-pack:libs');
    await page.settled();
    const { draft, refusal } = await page.settled();
    assert.deepEqual([draft.sourceFolder, draft.alsoPacked], ['.', ['/mono/libs']]);
    assert.deepEqual([lines(), refusal], [[], null]);
  });

  it('are only a guess where they lie one folder further off, and no package then', async () => {
    found = [above('shared', '/mono/libs/shared', false), above('yaml', '/mono/x/yaml', false)];
    const { refusal } = await open('import shared\nimport yaml\n');
    assert.equal(refusal, null);
    assert.deepEqual(
      lines().map(({ tone, links }) => [tone, links?.map(({ label }) => label)]),
      [
        ['warning', ['Also pack mono/libs/shared', 'Open line 1']],
        ['warning', ['Also pack mono/x/yaml', 'Open line 2']],
      ],
    );
  });

  for (const module of ['services', 'services/penguins']) {
    it(`are not offered where they hold the script: ${module}`, async () => {
      const name = module.split('/').at(-1) ?? '';
      found = [above(name, `/mono/${module}`, module === name)];
      await open(`import ${name}.common\n`);
      const from = module === name ? ['Pack from mono'] : [];
      assert.deepEqual(
        lines()[0]?.links?.map(({ label }) => label),
        [...from, 'Open line 1'],
      );
    });
  }

  it('are looked for in no folder that is chosen and may not be packed', async () => {
    page.create({ sourceFolders: () => ['.'] });
    page.session.edit({ ...(await page.session.open()), sourceFolder: '..' });
    page.text = 'import absent\n';
    await page.session.sourceChanged();
    await page.settled();
    assert.deepEqual(asked.at(-1), ['absent']);
  });

  it('are looked for nowhere once the outermost folder is packed', async () => {
    page.session.edit({ ...(await page.session.open()), sourceFolder: '../..' });
    page.text = 'import absent\n';
    await page.session.sourceChanged();
    await page.settled();
    assert.deepEqual(asked.at(-1), ['absent']);
    assert.match(lines()[0]?.message ?? '', /neither installed nor beside the script/);
  });
});
