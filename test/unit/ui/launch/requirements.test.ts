import assert from 'node:assert/strict';
import '../../../fakes/fakeVscode';
import type { ConnectionInfo } from '../../../../src/core/connections/connection';
import { AppError } from '../../../../src/core/errors';
import type { RequirementsReport } from '../../../../src/node/requirements';
import type { LaunchState } from '../../../../src/shared/contracts/launch';
import { fakeConnection } from '../../../fakes/fakeKind';
import { LaunchedPage } from './launchedPage';

describe('requirements on the launch page', () => {
  /** What the source folder has and the interpreter lacks. */
  let report: RequirementsReport | AppError | undefined;
  let asked: {
    readonly interpreter: string;
    readonly fresh: boolean;
    readonly signal: AbortSignal;
  }[];
  let answer: Promise<unknown>;
  let trusted: boolean;
  let page: LaunchedPage;

  const info = (traits: object = {}): ConnectionInfo => fakeConnection('sandbox', traits).info;

  const line = ({ preflight }: LaunchState) =>
    preflight.find(({ id }) => id.startsWith('requirements'));

  beforeEach(() => {
    report = { missing: ['xgboost>=2 ; python_version > "3"', 'tqdm'], local: [] };
    asked = [];
    answer = Promise.resolve();
    trusted = true;
    page = new LaunchedPage({
      checks: {
        requirements: async (_folder, interpreter, { fresh, signal }) => {
          asked.push({ interpreter, fresh, signal });
          await answer;
          if (report instanceof AppError) throw report;
          return report;
        },
      },
      existing: (paths) =>
        Promise.resolve(paths.filter((path) => path === 'requirements.txt' && report)),
      isTrusted: () => trusted,
    });
    page.text = 'print(1)\n';
  });

  afterEach(() => page.dispose());

  it('are named as missing before anything is started, with what mends it', async () => {
    const draft = await page.session.open();
    const state = await page.settled();
    assert.equal(state.requirements, 'requirements.txt');
    assert.deepEqual(line(state), {
      id: 'requirements',
      tone: 'error',
      message: 'requirements.txt asks for 2 packages that are not installed: xgboost>=2, tqdm',
      detail: 'xgboost>=2 ; python_version > "3"\ntqdm\nNot installed for /usr/bin/python3',
      links: [{ id: 'requirements:install', label: 'Let the sandbox install what is missing' }],
    });
    assert.equal(state.refusal, 'Fix the errors listed above first.', 'it is said once');
    const refused = { reason: 'invalid', message: line(state)?.message };
    await assert.rejects(page.session.start(draft), refused);
    assert.deepEqual(page.launched, []);
    assert.equal(asked[0]?.interpreter, '/usr/bin/python3');
  });

  it('are counted when there are many, and long ones are cut short', async () => {
    const many = Array.from({ length: 40 }, (_, index) => `package-${index}`);
    report = { missing: [`a-${'b'.repeat(60)}`, ...many], local: [] };
    await page.session.open();
    const { message = '', detail = '' } = line(await page.settled()) ?? {};
    assert.match(message, /41 packages .*: a-b{37}…, package-0, package-1 and 38 more$/);
    assert.match(detail, /package-28\n… and 11 more\nNot installed for/);
  });

  it('are one package in words of their own', async () => {
    report = { missing: ['tqdm'], local: [] };
    await page.session.open();
    const { message } = line(await page.settled()) ?? {};
    assert.equal(message, 'requirements.txt asks for tqdm, which is not installed.');
  });

  it('are installed with consent, which is remembered', async () => {
    const draft = await page.session.open();
    const consents = { ...draft, installRequirements: true };
    page.session.edit(consents);
    const state = await page.settled();
    assert.equal(line(state)?.tone, 'ok');
    assert.match(line(state)?.message ?? '', /2 packages from an environment of the sandbox/);
    assert.match(line(state)?.detail ?? '', /\/usr\/bin\/python3 is not changed/);
    assert.equal(state.refusal, null);
    await page.session.start(consents);
    assert.equal(page.launched[0]?.installRequirements, true);
    page.create();
    assert.equal((await page.session.open()).installRequirements, true);
  });

  it('need no consent where everything is installed', async () => {
    report = { missing: [], local: [] };
    const draft = await page.session.open();
    assert.deepEqual(
      [line(await page.settled())?.tone, line(await page.settled())?.message],
      ['ok', 'requirements.txt: all installed'],
    );
    await page.session.start(draft);
    assert.equal(page.launched[0]?.installRequirements, false);
  });

  it('that name a folder cannot be installed by the sandbox', async () => {
    report = { missing: ['tqdm', './mine'], local: ['./mine'] };
    const draft = await page.session.open();
    page.session.edit({ ...draft, installRequirements: true });
    const found = line(await page.settled());
    assert.deepEqual([found?.links?.[0]?.id, found?.tone], ['requirements:open', 'error']);
    assert.match(found?.message ?? '', /names \.\/mine, and the sandbox installs packages/);
  });

  it('that cannot be read would fail the job; a slow interpreter need not', async () => {
    report = new AppError('invalid', 'requirements.txt could not be read: UnicodeDecodeError');
    await page.session.open();
    const broken = await page.settled();
    assert.deepEqual(
      [line(broken)?.tone, line(broken)?.links?.[0]?.label],
      ['error', 'Open requirements.txt'],
    );
    report = new AppError('unexpected', 'Python did not say within 30 seconds.');
    await page.session.checkRequirements();
    const slow = await page.settled();
    assert.deepEqual([line(slow)?.tone, line(slow)?.links?.[0]?.label], ['warning', 'Check again']);
    assert.equal(slow.refusal, null);
  });

  it('are not asked about where jobs run elsewhere, and consent does not go there', async () => {
    page.create({}, { runsHere: false, defaultRole: 'arn:aws:iam::123456789012:role/Jobs' });
    const draft = await page.session.open();
    assert.deepEqual(
      [(await page.settled()).requirements, line(await page.settled())],
      [null, undefined],
    );
    await page.session.start({ ...draft, installRequirements: true });
    assert.equal(page.launched[0]?.installRequirements, false);
    assert.deepEqual(asked, []);
  });

  it('are not asked about in a workspace that is not trusted, until it is', async () => {
    trusted = false;
    await page.session.open();
    assert.deepEqual([(await page.settled()).requirements, asked], [null, []]);
    trusted = true;
    page.session.pythonChanged();
    assert.equal(line(await page.settled())?.tone, 'error');
  });

  it('do not exist without the file, and come and go with it', async () => {
    const there = report;
    report = undefined;
    await page.session.open();
    assert.deepEqual([(await page.settled()).requirements, asked], [null, []]);
    report = there;
    await page.session.sourceChanged();
    assert.equal(line(await page.settled())?.tone, 'error');
    report = undefined;
    await page.session.sourceChanged();
    assert.deepEqual(
      [(await page.settled()).requirements, line(await page.settled())],
      [null, undefined],
    );
  });

  it('do not hold up the page, and what is not wanted any more is ended', async () => {
    answer = new Promise(() => undefined);
    const draft = await page.session.open();
    assert.equal(line(await page.settled())?.tone, 'busy');
    page.session.edit({ ...draft, jobName: 'typed-meanwhile' });
    assert.equal((await page.settled()).draft.jobName, 'typed-meanwhile');
    page.session.connectionChanged(info({ runsHere: false }));
    assert.equal(asked[0]?.signal.aborted, true);
    page.session.connectionChanged(info());
    await page.settled();
    page.session.dispose();
    assert.equal(asked[1]?.signal.aborted, true);
  });

  it('are compared anew when packages may have come, and only if some were missing', async () => {
    await page.session.open();
    await page.settled();
    report = { missing: [], local: [] };
    await page.session.packagesChanged();
    assert.equal(line(await page.settled())?.tone, 'ok');
    await page.session.packagesChanged();
    assert.deepEqual(
      asked.map(({ fresh }) => fresh),
      [true, true],
    );
  });

  it('are compared as they are on disk at the start', async () => {
    report = { missing: [], local: [] };
    const draft = await page.session.open();
    await page.settled();
    report = { missing: ['tqdm'], local: [] };
    await assert.rejects(page.session.start(draft), { message: /asks for tqdm/ });
    assert.deepEqual(page.launched, []);
  });
});
