import type { PreflightTone } from '../../shared/contracts/launch';

/**
 * Every word that the launch page says of its own accord, in one place, so that a translation can
 * replace it. What the host sends is shown as it is.
 */
export const words = {
  title: 'SageMaker training job',
  loading: 'Reading the script…',
  chooseConnection: (name: string) => `Connection: ${name}. Choose another…`,
  form: 'Settings of the training job',
  what: 'What',
  jobName: 'Job name',
  script: 'Script',
  openScript: (name: string) => `Open ${name}`,
  sourceFolder: 'Source folder',
  framework: 'Framework',
  noFramework: 'not recognised',
  arguments: 'Arguments',
  addArgument: 'Add argument',
  extraName: 'Argument name',
  extraValue: 'Argument value',
  extraNamePlaceholder: 'name',
  extraValuePlaceholder: 'value',
  removeArgument: (name: string) => `Remove argument ${name}`,
  defaultIs: (value: string) => `Default ${value}`,
  noDefault: 'No default',
  none: 'None',
  notSet: 'not set',
  required: 'required',
  reset: (name: string, value: string) => `Reset ${name} to its default, ${value}`,
  uncertain: 'Could not be read in full:',
  line: (line: number) => `line ${line}`,
  openLine: (line: number) => `Open the script at line ${line}`,
  data: 'Data',
  noChannels: 'No data: the script gets no input channel.',
  channelName: 'Channel',
  channelNamePlaceholder: 'train',
  channelPath: (name: string) => `Folder or file of channel ${name}`,
  channelPathPlaceholder: 'folder or file',
  browseFolder: (name: string) => `Choose a folder for channel ${name}…`,
  browseFile: (name: string) => `Choose a file for channel ${name}…`,
  removeChannel: (name: string) => `Remove channel ${name}`,
  addChannel: 'Add channel',
  limits: 'Limits',
  maxRuntime: 'Max runtime',
  maxRuntimeHint: 'The job is stopped after this time',
  minutes: 'minutes',
  wholeMinutes: 'Enter whole minutes, such as 60.',
  ready: 'Ready to start',
  notReady: 'Not ready yet',
  checking: 'Checking…',
  starting: 'Starting',
  cost: 'Cost',
  start: 'Start training',
  preview: 'Preview request',
  cancel: 'Cancel',
  started: (name: string) => `Training job ${name} was created.`,
  startFailed: 'Not started',
  tone: { ok: 'OK', warning: 'Warning', error: 'Error', busy: 'Checking' } satisfies Record<
    PreflightTone,
    string
  >,
} as const;

/** `90` minutes as `1 h 30 m`. */
export function duration(minutes: number): string {
  const hours = Math.floor(minutes / 60);
  const parts = [
    [Math.floor(hours / 24), 'd'],
    [hours % 24, 'h'],
    [minutes % 60, 'm'],
  ] as const;
  return parts
    .filter(([amount]) => amount > 0)
    .map(([amount, unit]) => `${amount} ${unit}`)
    .join(' ');
}
