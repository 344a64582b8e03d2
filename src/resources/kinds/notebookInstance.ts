import {
  DeleteNotebookInstanceCommand,
  DescribeNotebookInstanceCommand,
  ListNotebookInstancesCommand,
  StartNotebookInstanceCommand,
  StopNotebookInstanceCommand,
} from '@aws-sdk/client-sagemaker';
import { call, defineKind, describedBy } from '../../core/resources/defineKind';
import { facts } from '../facts';
import { newestFirst } from '../newestFirst';

const byName = ({ name }: { name: string }) => ({ NotebookInstanceName: name });

export const notebookInstance = defineKind({
  id: 'notebookInstance',
  title: 'Notebook instances',
  noun: 'notebook instance',
  icon: 'notebook',
  arn: /^notebook-instance\/([^/]+)$/,
  list: {
    command: ListNotebookInstancesCommand,
    input: newestFirst,
    find: (NameContains) => ({ NameContains }),
    items: (output) => output.NotebookInstances,
  },
  toItem: (summary) => ({
    name: summary.NotebookInstanceName ?? '',
    arn: summary.NotebookInstanceArn,
    status: summary.NotebookInstanceStatus,
    createdAt: summary.CreationTime,
    modifiedAt: summary.LastModifiedTime,
    facts: facts(
      ['Instance', summary.InstanceType],
      ['Lifecycle configuration', summary.NotebookInstanceLifecycleConfigName],
    ),
  }),
  tones: {
    Pending: 'busy',
    InService: 'ok',
    Stopping: 'busy',
    Stopped: 'idle',
    Failed: 'failed',
    Deleting: 'busy',
    Updating: 'busy',
    PendingMaintenance: 'warning',
    InMaintenance: 'busy',
  },
  describe: describedBy(
    DescribeNotebookInstanceCommand,
    byName,
    ({ VolumeSizeInGB, PlatformIdentifier }) =>
      facts(
        ['Volume', VolumeSizeInGB === undefined ? undefined : `${VolumeSizeInGB} GB`],
        ['Platform', PlatformIdentifier],
      ),
  ),
  start: {
    call: call(StartNotebookInstanceCommand, byName),
    when: ['Stopped'],
    note: 'Its instance is paid for until it is stopped.',
  },
  stop: {
    call: call(StopNotebookInstanceCommand, byName),
    when: ['InService'],
    note: 'What is on its volume stays; notebooks that run, and everything outside the volume, end.',
  },
  remove: {
    call: call(DeleteNotebookInstanceCommand, byName),
    when: ['Stopped', 'Failed'],
    note: 'Its volume goes with all that is on it.',
  },
  tags: true,
  consolePath: ({ name }) => `notebook-instances/${encodeURIComponent(name)}`,
});
