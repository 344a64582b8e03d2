import assert from 'node:assert/strict';
import { checkDraft } from '../../../../src/core/training/checkDraft';
import {
  channelFolders,
  formArguments,
  initialDraft,
  toHyperparameters,
} from '../../../../src/core/training/draft';
import type { ScriptArgument, ScriptInspection } from '../../../../src/core/training/inspection';
import {
  preflightChannel,
  preflightOfScript,
  preflightScriptLine,
} from '../../../../src/core/training/preflight';
import type { LaunchDraft } from '../../../../src/shared/contracts/launch';
import { noSettings } from '../../../../src/shared/contracts/launchSettings';

const argument = (name: string, given: Partial<ScriptArgument> = {}): ScriptArgument => ({
  name,
  flags: [`--${name}`],
  destination: name.replaceAll('-', '_'),
  action: 'store',
  type: 'str',
  default: null,
  defaultText: 'None',
  hasDefault: 'default' in given,
  choices: null,
  nargs: null,
  required: false,
  variable: null,
  help: null,
  certain: true,
  line: 7,
  ...given,
});

const inspectionOf = (given: Partial<ScriptInspection>): ScriptInspection => ({
  file: 'train.py',
  framework: null,
  imports: [],
  arguments: [],
  parser: null,
  channels: [],
  hyperparameters: [],
  surroundings: { gpu: null, distributed: null },
  metrics: [],
  problems: [],
  ...given,
});

const options = {
  script: '/home/me/penguins/train.py',
  folders: ['data'],
  now: new Date('2026-11-21T10:02:33.045Z'),
};

const epochs = argument('epochs', { type: 'int', default: 20 });
const rate = argument('learning-rate', { type: 'float', default: 0.01 });
const solver = argument('solver', { default: 'lbfgs', choices: ['lbfgs', 'saga'] });
const shuffle = argument('shuffle', { type: 'flag', default: false });
const verbose = argument('verbose', { type: 'bool', default: true });
const layers = argument('layers', { type: 'int', nargs: '+', default: [64, 32] });
const modelDir = argument('model-dir', { variable: 'SM_MODEL_DIR' });
const hidden = argument('hidden', { type: 'int', variable: 'SM_HP_HIDDEN', default: 5 });
const every = [epochs, rate, solver, shuffle, verbose, layers, modelDir, hidden];

const draftOf = (
  args: readonly ScriptArgument[],
  given: Partial<LaunchDraft> = {},
): LaunchDraft => ({
  ...initialDraft(inspectionOf({ arguments: args }), options),
  ...given,
});

const errorOf = (arg: ScriptArgument, text: string | null): string | undefined =>
  checkDraft(draftOf([arg], { values: { [arg.name]: text } }), [arg])[`value:${arg.name}`];

const sent = (arg: ScriptArgument, text: string | null): unknown => {
  const draft = draftOf([arg], { values: { [arg.name]: text } });
  assert.deepEqual(checkDraft(draft, [arg]), {});
  return toHyperparameters(draft, [arg])[0]?.value;
};

describe('initialDraft', () => {
  it('fills in the defaults and leaves out what the container sets', () => {
    const inspection = inspectionOf({ arguments: every, channels: [{ name: 'train', line: 3 }] });
    assert.deepEqual(initialDraft(inspection, options), {
      jobName: 'penguins-2026-11-21-10-02-33-045',
      values: {
        epochs: '20',
        'learning-rate': '0.01',
        solver: 'lbfgs',
        shuffle: 'false',
        verbose: 'true',
        layers: '[64, 32]',
        hidden: '5',
      },
      extra: [],
      channels: [{ name: 'train', path: 'data' }],
      sourceFolder: '.',
      alsoPacked: [],
      maxRuntimeMinutes: 60,
      installRequirements: false,
      leftOutMetrics: [],
      settings: noSettings,
    });
  });

  it('can be started as it is, with nothing but defaults', () => {
    const args = formArguments(inspectionOf({ arguments: every }));
    const draft = draftOf(every);
    assert.deepEqual(checkDraft(draft, args), {});
    assert.deepEqual(toHyperparameters(draft, args), []);
  });

  it('puts each channel on its own folder, and only one on all of data', () => {
    const channels = ['test', 'train', 'validation', 'extra'].map((name) => ({ name, line: 1 }));
    const inspection = inspectionOf({ channels });
    const folders = ['data', 'data/val', 'extra'];
    assert.deepEqual(initialDraft(inspection, { ...options, folders }).channels, [
      { name: 'train', path: 'data' },
      { name: 'validation', path: 'data/val' },
      { name: 'extra', path: 'extra' },
    ]);
    const asked = channelFolders(inspection);
    assert.ok(folders.every((folder) => asked.includes(folder)));
  });

  it('proposes no channel to a script that reads none', () => {
    assert.deepEqual(draftOf([]).channels, []);
  });
});

describe('values', () => {
  it('are sent with their type when they differ from the default', () => {
    assert.equal(sent(epochs, '5'), 5);
    assert.equal(sent(rate, '1e-3'), 0.001);
    assert.equal(sent(rate, '-inf'), '-inf');
    assert.equal(sent(solver, 'saga'), 'saga');
    assert.equal(sent(argument('name'), 'adam w'), 'adam w');
    assert.equal(sent(layers, '7'), 7);
    assert.equal(
      sent(argument('seed', { type: 'int' }), '123456789012345678901'),
      '123456789012345678901',
    );
    assert.equal(sent(argument('depth', { choices: [1, 2], type: 'int' }), '2'), 2);
  });

  it('are left out when they mean the default, or nothing', () => {
    assert.equal(sent(epochs, '20'), undefined);
    assert.equal(sent(epochs, ' '), undefined);
    assert.equal(sent(epochs, null), undefined);
    assert.equal(sent(rate, '1e-2'), undefined);
    assert.equal(sent(argument('name'), ''), undefined);
    assert.equal(sent(shuffle, 'false'), undefined);
    assert.equal(sent(verbose, 'true'), undefined);
    assert.equal(sent(layers, '[64, 32]'), undefined);
  });

  it('can be an empty text where the default is a text', () => {
    assert.equal(sent(argument('name', { default: 'x' }), ''), '');
  });

  it('are sent although they are the default when they are required', () => {
    assert.equal(sent({ ...epochs, required: true }, '20'), 20);
  });

  it('are sent also where the script refuses them, which is told elsewhere', () => {
    assert.equal(sent(epochs, '1.5'), '1.5');
    assert.equal(sent(rate, 'fast'), 'fast');
    assert.equal(sent(solver, 'sgd'), 'sgd');
    assert.equal(sent(shuffle, 'true'), true);
    assert.equal(sent(verbose, 'false'), false);
    assert.equal(sent(layers, '1 2'), '1 2');
    assert.equal(sent({ ...epochs, required: true }, ' '), undefined);
  });

  it('are refused when they are too long to be sent', () => {
    assert.match(errorOf(argument('name'), 'x'.repeat(2499)) ?? '', /2500/);
    assert.equal(errorOf(argument('name'), 'x'.repeat(2498)), undefined);
  });

  it('are not found on what every object has', () => {
    const constructor = argument('constructor');
    assert.deepEqual(checkDraft(draftOf([]), [constructor]), {});
  });
});

describe('checkDraft', () => {
  const errors = (given: Partial<LaunchDraft>): Readonly<Record<string, string>> =>
    checkDraft(draftOf([epochs], given), [epochs]);

  it('checks the name and the runtime', () => {
    assert.match(errors({ jobName: 'a b' })['jobName'] ?? '', /a space/);
    for (const minutes of [0, 40_321, 1.5, Number.NaN]) {
      assert.match(errors({ maxRuntimeMinutes: minutes })['maxRuntimeMinutes'] ?? '', /28 days/);
    }
    assert.deepEqual(errors({ maxRuntimeMinutes: 40_320 }), {});
  });

  it('checks the free rows', () => {
    const rows = ['', 'epochs', '--x', 'a b', 'sagemaker_program', 'fine', 'fine', 'n'.repeat(257)];
    const extra = rows.map((name) => ({ name, value: '1' }));
    const found = errors({ extra: [...extra, { name: '', value: '' }] });
    assert.deepEqual(
      Object.keys(found),
      [0, 1, 2, 3, 4, 6, 7].map((index) => `extra:${index}`),
    );
  });

  it('checks the channels', () => {
    const channels = ['train', 'TRAIN', '', 'a/b', 'c'.repeat(65)].map((name) => ({
      name,
      path: 'd',
    }));
    const found = errors({ channels: [...channels, { name: 'val', path: ' ' }] });
    assert.deepEqual(Object.keys(found), [
      ...[1, 2, 3, 4].map((index) => `channelName:${index}`),
      'channelPath:5',
    ]);
  });

  it('takes local paths and addresses in S3 for data, and no others', () => {
    const paths = ['https://host/a.csv', 'S3://bucket', 's3://', 's3://B_ucket/x', 's3://bucket/x'];
    const channels = [...paths, 'C:\\data', '/data'].map((path, index) => ({
      ...{ name: `c${index}`, path },
    }));
    const found = errors({ channels });
    assert.deepEqual(
      Object.keys(found),
      [0, 1, 2, 3].map((index) => `channelPath:${index}`),
    );
    assert.match(found['channelPath:0'] ?? '', /local folder or file, .* or an address in S3/);
    assert.match(found['channelPath:2'] ?? '', /such as s3:\/\/bucket\/folder/);
    assert.match(found['channelPath:3'] ?? '', /“B_ucket” is no name of a bucket/);
  });

  it('counts', () => {
    const many = (count: number): { name: string; value: string }[] =>
      Array.from({ length: count }, (_, index) => ({ name: `x${index}`, value: '1' }));
    assert.deepEqual(errors({ extra: many(95) }), {});
    assert.match(errors({ extra: many(96) })['hyperparameters'] ?? '', /95/);
    const channels = many(21).map(({ name }) => ({ name, path: 'd' }));
    assert.match(errors({ channels })['channels'] ?? '', /20/);
  });
});

describe('toHyperparameters', () => {
  it('adds the free rows, as numbers only where nothing is lost', () => {
    const extra = [
      { name: ' a ', value: '5' },
      { name: 'b', value: '007' },
      { name: 'c', value: '1e-3' },
      { name: '', value: '' },
    ];
    assert.deepEqual(toHyperparameters(draftOf([], { extra }), []), [
      { name: 'a', value: 5 },
      { name: 'b', value: '007' },
      { name: 'c', value: '1e-3' },
    ]);
  });
});

describe('preflightOfScript', () => {
  it('shows problems and missing channels, errors first, but not what the command line says', () => {
    const inspection = inspectionOf({
      channels: [{ name: 'train', line: 3 }],
      problems: [
        { severity: 'info', code: 'unreadable', message: 'remark', line: 7 },
        { severity: 'warning', code: 'boolType', message: 'reads as true', line: 8 },
        { severity: 'warning', code: 'hardCodedPath', message: 'fixed path', line: 9 },
        { severity: 'error', code: 'syntax', message: 'no Python', line: 2 },
      ],
    });
    const lines = preflightOfScript(inspection, draftOf([]));
    assert.deepEqual(
      lines.map(({ id, tone, links }) => [id, tone, links?.map(({ label }) => label)]),
      [
        ['line:2:syntax', 'error', ['Open line 2']],
        ['line:9:hardCodedPath', 'warning', ['Open line 9']],
        ['channel:train', 'warning', ['Add data…']],
      ],
    );
    assert.equal(preflightScriptLine('line:9:hardCodedPath'), 9);
    assert.equal(preflightScriptLine('channel:train'), null);
    assert.equal(preflightChannel('channel:train'), 'train');
    assert.equal(preflightChannel('line:9:flag'), null);
  });
});
