import type { LeftOutReason, PreflightTone } from '../../shared/contracts/launch';
import type { Locale } from '../l10n';
import { settingWords } from './settingWords';

/**
 * Every word that the launch page says of its own accord, in one place and in the page's
 * language. What the host sends is shown as it is.
 */
export const launchWords = ({ t, number }: Locale) => ({
  ...settingWords({ t, number }),
  title: t('SageMaker training job'),
  loading: t('Reading the script…'),
  chooseConnection: (name: string) => t('Connection: {0}. Choose another…', name),
  form: t('Settings of the training job'),
  what: t('What'),
  jobName: t('Job name'),
  script: t('Script'),
  openScript: (name: string) => t('Open {0}', name),
  sourceFolder: t('Source folder'),
  startsAs: (path: string) => t('The job starts {0} in it.', path),
  alsoPacked: t('Also packed'),
  alsoPackedHint: t('Stands beside the files of the source folder, under its own name.'),
  noLonger: (name: string) => t('Do not pack {0} any more', name),
  addFolder: t('Add folder…'),
  addFile: t('Add file…'),
  framework: t('Framework'),
  noFramework: t('not recognised'),
  requirements: t('Requirements'),
  checkAgain: t('Check again'),
  installRequirements: t('Install missing packages into an environment of the sandbox'),
  installHint: t(
    'pip takes them from the index that it is set up for. Your own Python stays as it is.',
  ),
  arguments: t('Arguments'),
  resetAll: t('Reset all'),
  resetAllHint: t('Everything as the script says it: arguments, data, limits'),
  addArgument: t('Add argument'),
  addOffered: (className: string) => t('Add an argument of {0}', className),
  extraName: t('Argument name'),
  extraValue: t('Argument value'),
  extraNamePlaceholder: t('name'),
  extraValuePlaceholder: t('value'),
  removeArgument: (name: string) => t('Remove argument {0}', name),
  defaultIs: (value: string) => t('Default {0}', value),
  noDefault: t('No default'),
  notSet: t('not set'),
  required: t('required'),
  reset: (name: string, value: string) => t('Reset {0} to its default, {1}', name, value),
  uncertain: t('Could not be read in full:'),
  line: (line: number) => t('line {0}', line),
  openLine: (line: number) => t('Open the script at line {0}', line),
  commandLine: (count: number) =>
    count === 0
      ? t('Command line: no arguments')
      : count === 1
        ? t('Command line: 1 argument')
        : t('Command line: {0} arguments', count),
  commandLineLabel: t('Command line of the script'),
  commandLineNote: (image: string) =>
    t('As the image builds it ({0}). What is left at its default is not passed.', image),
  copyCommandLine: t('Copy the command line'),
  copied: t('Copied'),
  received: (text: string) => t('After the image’s shell: {0}', text),
  metrics: (names: string) => t('Metrics: {0}', names),
  noMetrics: t('Metrics: none'),
  andMore: (names: string, count: number) => t('{0} and {1} more', names, count),
  readMetric: (name: string) => t('Read the metric {0}', name),
  metricsNote: t('Read from the lines that the script prints, and shown with the job.'),
  code: t('Code'),
  readingFolder: t('Reading the folder…'),
  packed: (files: number, size: string) =>
    files === 1
      ? t('1 file, {0}', size)
      : t('{0} files, {1}, the largest first', number(files), size),
  leftOut: (count: number) =>
    count === 1
      ? t('1 file or folder left out')
      : t('{0} files and folders left out', number(count)),
  moreFiles: (count: number) => t('and {0} more', number(count)),
  leaveOut: t('Leave out'),
  leaveOutFile: (path: string) => t('Leave out {0}', path),
  pack: t('Pack'),
  packFile: (path: string) => t('Pack {0}', path),
  leftOutReason: {
    secret: t('its name says that it holds secrets'),
    large: t('too large for code; data belong into a channel'),
    repository: t('a link into version control'),
    outside: t('a link out of the folder'),
    broken: t('a link that leads nowhere'),
    name: t('a name that is no Unicode'),
    rule: t('by an ignore file'),
    standard: t('of tools and this computer'),
    environment: t('a Python environment'),
    data: t('uploaded as data'),
  } satisfies Record<LeftOutReason, string>,
  cloneTitle: t('Clone and edit'),
  pastedTitle: t('New training job'),
  fromClipboard: t('Request from the clipboard'),
  algorithmTitle: t('Training job of a built-in algorithm'),
  hyperparameters: t('Hyperparameters'),
  addHyperparameter: t('Add hyperparameter'),
  resetOriginalHint: t('Everything as it was in the beginning'),
  paste: t('Paste'),
  pasteHint: t('Fill the page from a request in the clipboard: JSON, AWS CLI or boto3'),
  copyAs: t('Copy as…'),
  copyAsHint: t('Copy the request as a script, a command or JSON'),
  saveFile: t('Save as file…'),
  saveFileHint: t('Save this launch as a job file, which can be committed and trained again'),
  codeAsIn: (name: string) => t('As in the job {0}', name),
  codeAsInRequest: t('As in the request'),
  codeInImage: t('in its image'),
  useScript: t('Use a script of the workspace…'),
  changedFrom: (name: string) => t('Changed from {0}', name),
  changedFromRequest: t('Changed from the request'),
  changedFromDefaults: t('Changed from the defaults'),
  nothingChanged: t('Nothing changed yet'),
  becomes: t('becomes'),
  notThere: t('not set'),
  otherFields: t('Other fields of the request'),
  otherFieldsNote: t(
    'JSON with fields of CreateTrainingJob as the API names them. They win over the fields above; null removes one.',
  ),
  data: t('Data'),
  noChannels: t('No data: the script gets no input channel.'),
  channelName: t('Channel'),
  channelNamePlaceholder: t('name'),
  channelPath: (name: string) => t('Folder or file of channel {0}', name),
  channelPathPlaceholder: t('folder or file'),
  channelPlacePlaceholder: t('folder, file or s3://…'),
  browseFolder: (name: string) => t('Choose a folder for channel {0}…', name),
  browseFile: (name: string) => t('Choose a file for channel {0}…', name),
  removeChannel: (name: string) => t('Remove channel {0}', name),
  addChannel: t('Add channel'),
  limits: t('Limits'),
  maxRuntime: t('Max runtime'),
  maxRuntimeHint: t('The job is stopped after this time'),
  minutes: t('minutes'),
  wholeMinutes: t('Enter whole minutes, such as 60.'),
  ready: t('Ready to start'),
  notReady: t('Not ready yet'),
  checking: t('Checking…'),
  starting: t('Starting'),
  cost: t('Cost'),
  start: t('Start training'),
  showWrong: (count: number) =>
    count === 1 ? t('Show the field') : t('Show the first of {0} fields', count),
  showErrors: (count: number) =>
    count === 1 ? t('Show the error') : t('Show the first of {0} errors', count),
  preview: t('Preview request'),
  cancel: t('Cancel'),
  started: (name: string) => t('Training job {0} was created.', name),
  startFailed: t('Not started'),
  tone: {
    ok: t('OK'),
    info: t('Note'),
    warning: t('Warning'),
    error: t('Error'),
    busy: t('Checking'),
  } satisfies Record<PreflightTone, string>,
  /** `90` minutes as `1 h 30 m`. */
  duration: (minutes: number) => {
    const hours = Math.floor(minutes / 60);
    const [days, rest, left] = [Math.floor(hours / 24), hours % 24, minutes % 60];
    return [
      days > 0 ? t('{0} d', days) : '',
      rest > 0 ? t('{0} h', rest) : '',
      left > 0 ? t('{0} m', left) : '',
    ]
      .filter(Boolean)
      .join(' ');
  },
});
