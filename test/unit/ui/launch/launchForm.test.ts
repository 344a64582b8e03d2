import assert from 'node:assert/strict';
import '../../../fakes/fakeVscode';
import { AppError } from '../../../../src/core/errors';
import { noSettings } from '../../../../src/shared/contracts/launchSettings';
import { FakeClock } from '../../../fakes/fakeClock';
import { fakeConnection } from '../../../fakes/fakeKind';
import { inspected } from './launchPorts';
import { LaunchedPage, penguins } from './launchedPage';

describe('the form of a launch session', () => {
  let page: LaunchedPage;

  beforeEach(() => {
    page = new LaunchedPage();
  });

  afterEach(() => page.dispose());

  it('does not come back with what could not be launched', async () => {
    const draft = await page.session.open();
    page.session.edit({ ...draft, values: { epochs: '7' } });
    page.session.edit({
      ...draft,
      values: { epochs: '7x' },
      extra: [{ name: '', value: '' }],
      channels: [
        { name: 'train', path: 'no/such/folder' },
        { name: '', path: '' },
      ],
      maxRuntimeMinutes: 0,
    });
    page.create();
    const reopened = await page.session.open();
    assert.deepEqual(reopened, { ...draft, values: { epochs: '7' } });
    assert.deepEqual(page.last.errors, {});
  });

  it('comes back with what was launched, also where its data are gone', async () => {
    const draft = await page.session.open();
    const launch = { ...draft, channels: [{ name: 'train', path: 'gone' }] };
    page.create({ remembered: () => ({ launch }) });
    assert.deepEqual((await page.session.open()).channels, launch.channels);
    page.create({ remembered: () => ({ draft: launch, launch }) });
    assert.deepEqual((await page.session.open()).channels, launch.channels);
  });

  it('comes back with channels in S3 that were never launched, which it looks for in no folder', async () => {
    const draft = await page.session.open();
    const channels = [
      { name: 'train', path: 's3://bucket/x' },
      { name: 'test', path: ' s3://bucket/y' },
    ];
    page.session.edit({ ...draft, channels });
    const looked: string[] = [];
    page.create({
      existing: (paths) => {
        looked.push(...paths);
        return Promise.resolve(paths.filter((path) => path === 'data'));
      },
    });
    assert.deepEqual((await page.session.open()).channels, channels);
    assert.ok(looked.includes('data'));
    assert.deepEqual(
      looked.filter((path) => /s3:/i.test(path)),
      [],
    );
  });

  it('does not remember a setting of one connection for another', async () => {
    const onAws = { runsHere: false, billable: true };
    const fields = { roleArn: 'arn:aws:iam::123456789012:role/Jobs' };
    const of = { current: { ...noSettings, fields } };
    page.create({ settings: () => of.current }, onAws);
    const draft = await page.session.open();
    page.session.edit({ ...draft, values: { epochs: '7' } });
    page.session.edit({ ...draft, values: { epochs: '7' }, maxRuntimeMinutes: 0 });
    const own = { ...noSettings, fields: { roleArn: '', instanceCount: '2' } };
    of.current = own;
    page.session.connectionChanged(fakeConnection('profile:prod:eu-west-1', onAws).info);
    assert.deepEqual(Object.keys(page.last.errors), ['maxRuntimeMinutes', 'setting:roleArn']);
    // What is wrong and of no connection still goes back to what it was.
    assert.deepEqual(page.kept, { ...draft, values: { epochs: '7' }, settings: own });
  });

  it('makes everything as the script says it, and tells whether that would change anything', async () => {
    const draft = await page.session.open();
    assert.equal(page.last.isChanged, false);
    page.session.edit({ ...draft, jobName: 'mine' });
    assert.equal(page.last.isChanged, false);
    page.session.edit({ ...draft, values: { epochs: '7' }, channels: [], maxRuntimeMinutes: 5 });
    assert.equal(page.last.isChanged, true);
    const { draftVersion } = page.last;
    await page.session.reset();
    assert.deepEqual([page.last.draft, page.last.isChanged], [draft, false]);
    assert.ok(page.last.draftVersion > draftVersion);
  });

  it('takes the image of the release that the files beside the script ask for', async () => {
    const shown = async (version: string, isExact: boolean) => {
      const declared = { version, isExact, source: 'requirements' } as const;
      page.create({ inspect: () => inspected('import torch\n', { declared }) });
      await page.session.start(await page.session.open());
      return [page.last.framework?.label, page.last.framework?.origin, page.launched.at(-1)?.image];
    };
    const origin = 'from the import in line 1; requirements.txt asks for';
    const [label, told, image] = await shown('2.1.0', true);
    assert.deepEqual([label, told], ['PyTorch 2.1', `${origin} 2.1.0`]);
    assert.match(image ?? '', /pytorch-training:2\.1\.0-cpu-py310$/);
    assert.deepEqual((await shown('1.14', true)).slice(0, 2), [
      ...['PyTorch 2.10', `${origin} 1.14, for which no image is known`],
    ]);
    assert.deepEqual((await shown('2.0', false)).slice(0, 2), [
      ...['PyTorch 2.10', `${origin} releases from 2.0`],
    ]);
  });

  it('says what the script could use of its machines, which does not stand in the way', async () => {
    page.text = "import torch\nmodel.cuda()\nopen('/opt/ml/model/x', 'w')\n";
    const told = async () => {
      await page.session.open();
      const lines = page.last.preflight.filter(({ id }) => id.startsWith('line:'));
      return [lines.map(({ tone, id }) => `${tone} ${id}`), page.last.refusal];
    };
    assert.deepEqual(await told(), [['warning line:3:hardCodedPath'], null]);
    page.create({}, { runsHere: false, defaultRole: 'arn:aws:iam::123456789012:role/Jobs' });
    assert.deepEqual(await told(), [['warning line:3:hardCodedPath', 'info line:2:gpu'], null]);
  });

  it('gives the page no other draft where nothing of it changes', async () => {
    await page.session.open();
    const { draftVersion } = page.last;
    page.text = `${penguins}print(1)\n`;
    await page.session.sourceChanged();
    assert.equal(page.last.draftVersion, draftVersion);
  });

  it('offers the arguments of a class of a library by their names', async () => {
    page.text = `from transformers import HfArgumentParser, TrainingArguments
args = HfArgumentParser(TrainingArguments).parse_args_into_dataclasses()
`;
    await page.session.open();
    const [offered] = page.last.offered;
    assert.equal(offered?.from, 'transformers.TrainingArguments');
    assert.ok(offered.names.includes('learning_rate'));
    assert.deepEqual(page.last.arguments, []);
  });

  it('asks for the metrics that the script prints, but for those that are left out', async () => {
    page.text = "print(f'loss={loss} accuracy={accuracy}')\n";
    const draft = await page.session.open();
    assert.deepEqual(
      page.last.metrics.map(({ name, line }) => [name, line]),
      [
        ['loss', 1],
        ['accuracy', 1],
      ],
    );
    await page.session.start({ ...draft, leftOutMetrics: ['loss'] });
    assert.deepEqual(
      page.launched[0]?.metrics.map(({ name }) => name),
      ['accuracy'],
    );
    page.create();
    assert.deepEqual((await page.session.open()).leftOutMetrics, ['loss']);
    page.text = "print(f'accuracy={accuracy}')\n";
    page.create();
    assert.deepEqual((await page.session.open()).leftOutMetrics, []);
  });

  it('takes no row that was only begun for a channel', async () => {
    const draft = await page.session.open();
    await page.session.start({ ...draft, channels: [...draft.channels, { name: '', path: '' }] });
    assert.deepEqual(
      page.launched[0]?.channels.map(({ name }) => name),
      ['train'],
    );
  });

  it('marks a name that is taken before the start, once the typing pauses', async () => {
    const clock = new FakeClock();
    const asked: string[] = [];
    const nameTaken = (name: string) => {
      asked.push(name);
      return Promise.resolve(name === 'taken');
    };
    page.create({ clock, nameTaken });
    const draft = await page.session.open();
    await clock.advance(1000);
    assert.equal(asked.length, 0);
    for (const jobName of ['t', 'ta', 'not good!', 'taken']) {
      page.session.edit({ ...draft, jobName });
    }
    assert.deepEqual(page.last.errors, {});
    await clock.advance(1000);
    assert.equal(asked.join(), 'taken');
    assert.match(page.last.errors['jobName'] ?? '', /already a training job “taken”/);
    assert.ok(page.last.refusal);
    await assert.rejects(page.session.start({ ...draft, jobName: 'taken' }), { reason: 'invalid' });
    page.session.edit({ ...draft, jobName: 'free' });
    assert.deepEqual(page.last.errors, {});
    await clock.advance(1000);
    assert.equal(asked.at(-1), 'free');
    assert.deepEqual(page.last.errors, {});
  });

  it('says nothing of a name where the service does not answer, and asks another one again', async () => {
    const clock = new FakeClock();
    let names = 0;
    const nameTaken = () => {
      names++;
      return Promise.reject(new AppError('network', 'No answer.'));
    };
    page.create({ clock, nameTaken });
    const draft = await page.session.open();
    page.session.edit({ ...draft, jobName: 'mine' });
    await clock.advance(1000);
    assert.deepEqual([names, page.last.errors], [1, {}]);
    page.session.connectionChanged(fakeConnection('profile:x').info);
    await clock.advance(1000);
    assert.equal(names, 2);
  });
});
