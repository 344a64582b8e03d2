import type { Handlers } from '../../src/shared/rpc/contract';
import type { FormArgument, LaunchState } from '../../src/shared/contracts/launch';
import type { launchContract } from '../../src/shared/contracts/launchContract';
import { noSettings } from '../../src/shared/contracts/launchSettings';

/** An optional text argument, but for what `more` says. */
export const argument = (name: string, more: Partial<FormArgument>): FormArgument => ({
  name,
  flags: [`--${name}`],
  type: 'str',
  default: null,
  hasDefault: false,
  choices: null,
  required: false,
  help: null,
  certain: true,
  line: 12,
  ...more,
});

const args: readonly FormArgument[] = [
  argument('epochs', {
    type: 'int',
    default: 20,
    hasDefault: true,
    help: 'passes over the training data',
  }),
  argument('learning-rate', {
    flags: ['--learning-rate', '-l'],
    type: 'float',
    default: 0.01,
    hasDefault: true,
  }),
  argument('solver', { default: 'lbfgs', hasDefault: true, choices: ['lbfgs', 'saga'] }),
  argument('shuffle', { type: 'flag', default: false, hasDefault: true, help: 'shuffle the rows' }),
  argument('note', { default: 'first', hasDefault: true }),
  argument('target', { required: true, help: 'column to predict' }),
  argument('layers', { type: 'other', certain: false, line: 47 }),
];

/** What the host sends for the sample script before anyone touched the form. */
export const launchState: LaunchState = {
  connectionId: 'sandbox',
  connection: 'Local sandbox',
  region: 'us-east-1',
  script: 'train.py',
  sourceDirectory: '/projects/penguins',
  sourceFolders: [{ value: '.', label: 'penguins' }],
  entryPoint: 'train.py',
  framework: { label: 'scikit-learn 1.4', origin: 'from the import in line 9' },
  arguments: args,
  argumentsOrigin: 'from argparse, 7',
  offered: [],
  commandLine: { parts: [], image: 'scikit-learn 1.4' },
  metrics: [
    { name: 'loss', regex: String.raw`\bloss\s*=\s*([0-9.]+)`, line: 31 },
    { name: 'accuracy', regex: String.raw`\baccuracy\s*:\s*([0-9.]+)`, line: 44 },
  ],
  code: {
    files: 6,
    bytes: 18_400,
    largest: [
      { path: 'data/penguins.csv', bytes: 13_000, isOffered: true },
      { path: 'train.py', bytes: 4100, isOffered: false },
      { path: 'model.py', bytes: 1000, isOffered: true },
      { path: 'settings.py', bytes: 200, isOffered: true },
      { path: 'README.md', bytes: 100, isOffered: true },
      { path: 'a/b.py', bytes: 0, isOffered: true },
    ],
    leftOut: [
      { path: '.env', reason: 'secret', bytes: 0, isOffered: true },
      { path: 'checkpoints/last.pt', reason: 'large', bytes: 120_000_000, isOffered: true },
      { path: 'shared', reason: 'outside', bytes: 0, isOffered: false },
      { path: '.git', reason: 'standard', bytes: 0, isOffered: false },
      { path: 'env', reason: 'environment', bytes: 0, isOffered: false },
      { path: 'runs', reason: 'rule', bytes: 0, isOffered: false },
    ],
    leftOutCount: 6,
  },
  requirements: null,
  draft: {
    jobName: 'penguins-2026-11-21-10-02-33',
    values: {
      epochs: '20',
      'learning-rate': '0.01',
      solver: 'lbfgs',
      shuffle: 'false',
      note: 'first',
      target: 'species',
      layers: null,
    },
    extra: [],
    channels: [{ name: 'train', path: 'data' }],
    sourceFolder: '.',
    alsoPacked: [],
    maxRuntimeMinutes: 60,
    installRequirements: false,
    leftOutMetrics: [],
    settings: noSettings,
  },
  settings: null,
  draftVersion: 1,
  isChanged: false,
  errors: {},
  preflight: [
    { id: 'python', tone: 'ok', message: 'Python 3.11 found', detail: '/usr/bin/python3' },
    { id: 'source', tone: 'ok', message: 'Source: 6 files, 18 KB', detail: 'train.py\nmodel.py' },
    { id: 'train', tone: 'ok', message: 'train: data, 3 files, 5 KB' },
    {
      id: 'secret',
      tone: 'warning',
      message: '1 file looks like a secret and is left out: .env',
      links: [{ id: 'secret', label: 'Open .env' }],
    },
  ],
  cost: 'Nothing: it runs on this computer.',
  costDetail: null,
  refusal: null,
  refusalPlace: null,
  progress: null,
  failure: null,
};

/** As `launchState`, with a `requirements.txt` that the interpreter does not satisfy. */
export const lacking: Partial<LaunchState> = {
  requirements: 'requirements.txt',
  preflight: [
    ...launchState.preflight.slice(0, 1),
    {
      id: 'requirements',
      tone: 'error',
      message:
        'requirements.txt asks for 5 packages that are not installed: xgboost>=2, tqdm, rich and 2 more',
      detail: 'xgboost>=2\ntqdm\nrich\nshap\npolars\nNot installed for /usr/bin/python3',
      links: [{ id: 'requirements:install', label: 'Let the sandbox install what is missing' }],
    },
    ...launchState.preflight.slice(1),
  ],
  refusal: 'Fix the errors listed above first.',
  refusalPlace: 'checks',
};

/** As `launchState`, for a script whose imports the interpreter does not have. */
export const importing: Partial<LaunchState> = {
  preflight: [
    ...launchState.preflight.slice(0, 1),
    {
      id: 'imports:install',
      tone: 'error',
      message: 'train.py imports packages that are not installed: numpy, scikit-learn',
      detail:
        'import numpy in line 2: package numpy\nNot installed for /usr/bin/python3\n' +
        '"/usr/bin/python3" -m pip install numpy scikit-learn',
      links: [
        { id: 'imports:install', label: 'Add to requirements.txt and install in the sandbox' },
        { id: 'imports:add', label: 'Add to requirements.txt' },
      ],
    },
    ...launchState.preflight.slice(1),
  ],
  refusal: 'Fix the errors listed above first.',
  refusalPlace: 'checks',
};

/** As `launchState`, with secrets in the code. */
export const secretive: Partial<LaunchState> = {
  preflight: [
    ...launchState.preflight.slice(0, 1),
    {
      ...{ id: 'source', tone: 'ok', message: 'source: 6 files, 18 KB' },
      links: [{ id: 'code:files', label: 'Show files' }],
    },
    {
      ...{ id: 'left-out:secret', tone: 'warning', detail: '.env' },
      message: 'Left out, as the name says that it holds secrets: .env',
      links: [{ id: 'code:left-out', label: 'Show what is left out' }],
    },
    {
      ...{ id: 'secret:1', tone: 'error' },
      message: 'settings.py, line 3 looks like a secret: AWS access key',
      links: [
        { id: 'code:show:1', label: 'Show line 3' },
        { id: 'code:leave-out:1', label: 'Leave out settings.py' },
        { id: 'code:let-through:1', label: 'Let through…' },
      ],
    },
    {
      ...{ id: 'secret:let-through', tone: 'warning', message: '1 secret is let through.' },
      detail: 'model.py, line 9 (private key)',
      links: [{ id: 'code:block-again', label: 'Block again' }],
    },
    {
      ...{ id: 'secrets', tone: 'busy', message: 'Looking for secrets: 40 %' },
      links: [{ id: 'code:stop', label: 'Stop' }],
    },
    ...launchState.preflight.slice(2, 3),
  ],
  refusal: 'Fix the errors listed above first.',
  refusalPlace: 'checks',
};

/** As `launchState`, with values that the script does not take. */
export const refusedLine: Partial<LaunchState> = {
  draft: {
    ...launchState.draft,
    values: { ...launchState.draft.values, shuffle: 'true', note: "it's; late", target: null },
  },
  commandLine: {
    parts: [
      { built: ['--note', "it's; late"], received: ['--note', 'its; late'] },
      { built: ['--shuffle', 'True'], received: null },
    ],
    image: 'PyTorch 2.8',
  },
  errors: {
    'value:shuffle':
      'SageMaker passes --shuffle True, and the script would end: unrecognized arguments: True.',
    'value:target': 'The script requires --target.',
  },
  preflight: [
    ...launchState.preflight.slice(0, 3),
    {
      ...{ id: 'argv:note:0', tone: 'warning', field: 'value:note' },
      message:
        'On AWS this image hands the arguments to a shell. It gets --note "it\'s; late" and takes its quotes and backslashes away. SM_HPS holds the value unharmed.',
      links: [{ id: 'argv:0:form:note', label: 'Leave out --note' }],
    },
    {
      ...{ id: 'argv:shuffle:1', tone: 'error', field: 'value:shuffle' },
      message:
        'SageMaker passes --shuffle True, and the script would end: unrecognized arguments: True.',
      links: [
        { id: 'argv:0:script:shuffle', label: 'Change the script' },
        { id: 'argv:1:form:shuffle', label: 'Leave out --shuffle' },
        { id: 'line:14:argv-shuffle', label: 'Open line 14' },
      ],
    },
    {
      ...{ id: 'argv:target:2', tone: 'error', field: 'value:target' },
      message: 'The script requires --target.',
      detail: 'the following arguments are required: --target',
      links: [
        { id: 'field:value:target', label: 'Fill it in' },
        { id: 'line:12:argv-target', label: 'Open line 12' },
      ],
    },
  ],
  refusal: 'Fix the marked fields first.',
  refusalPlace: 'fields',
};

const done = (): Promise<undefined> => Promise.resolve(undefined);

/** A host that agrees to everything. */
export const launchHandlers: Handlers<typeof launchContract> = {
  edit: done,
  start: ({ jobName }) => Promise.resolve({ jobName }),
  reset: done,
  cancel: done,
  preview: done,
  copyAs: done,
  saveFile: done,
  paste: done,
  useScript: done,
  leaveOut: done,
  pack: done,
  copyCommandLine: done,
  fix: done,
  browse: () => Promise.resolve({ path: '/data/penguins' }),
  browseCode: () => Promise.resolve({ path: '/projects/libs/shared' }),
  browseS3: () => Promise.resolve({ path: 's3://bucket/penguins/' }),
  choose: () => Promise.resolve({ value: 'ml.g5.xlarge' }),
  openScript: done,
  chooseConnection: done,
};
