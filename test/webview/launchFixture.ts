import type { Handlers } from '../../src/shared/rpc/contract';
import type { FormArgument, launchContract, LaunchState } from '../../src/shared/contracts/launch';

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
  sourceDirectory: 'penguins',
  framework: { label: 'scikit-learn 1.4', origin: 'from the import in line 9' },
  arguments: args,
  argumentsOrigin: 'from argparse, 7',
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
    maxRuntimeMinutes: 60,
    installRequirements: false,
  },
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
      fix: 'Open .env',
    },
  ],
  cost: 'Nothing: it runs on this computer.',
  refusal: null,
  progress: null,
  failure: null,
};

/** As `launchState`, with a `requirements.txt` that the interpreter does not satisfy. */
export const lacking: Partial<LaunchState> = {
  requirements: 'requirements.txt',
  preflight: [
    ...launchState.preflight.slice(0, 1),
    {
      id: 'requirements:install',
      tone: 'error',
      message:
        'requirements.txt asks for 5 packages that are not installed: xgboost>=2, tqdm, rich and 2 more',
      detail: 'xgboost>=2\ntqdm\nrich\nshap\npolars\nNot installed for /usr/bin/python3',
      fix: 'Let the sandbox install what is missing',
    },
    ...launchState.preflight.slice(1),
  ],
  refusal:
    'requirements.txt asks for 5 packages that are not installed: xgboost>=2, tqdm, rich and 2 more',
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
      fix: 'Let the sandbox install what is missing',
      also: { id: 'imports:add', label: 'Add to requirements.txt' },
    },
    ...launchState.preflight.slice(1),
  ],
  refusal: 'train.py imports packages that are not installed: numpy, scikit-learn',
};

const done = (): Promise<undefined> => Promise.resolve(undefined);

/** A host that agrees to everything. */
export const launchHandlers: Handlers<typeof launchContract> = {
  edit: done,
  start: ({ jobName }) => Promise.resolve({ jobName }),
  reset: done,
  cancel: done,
  preview: done,
  fix: done,
  browse: () => Promise.resolve({ path: '/data/penguins' }),
  openScript: done,
  chooseConnection: done,
};
