import { event, request } from '../rpc/contract';
import { count, flag, list, nothing, oneOf, record, text } from '../rpc/parse';
import type { DraftChannel, LaunchDraft, LaunchState } from './launch';
import {
  chosenSettings,
  parseChannelOptions,
  parseSettings,
  type ChosenSetting,
  type LaunchSettings,
} from './launchSettings';

const channel = (raw: unknown): DraftChannel => {
  const { name, path, options } = record(raw);
  return {
    ...{ name: text(name, 200), path: text(path, 4096) },
    ...(options !== undefined && { options: parseChannelOptions(options) }),
  };
};

const extraRow = (raw: unknown): { name: string; value: string } => {
  const { name, value } = record(raw);
  return { name: text(name, 300), value: text(value, 10_000) };
};

const values = (raw: unknown): Record<string, string | null> =>
  Object.fromEntries(
    Object.entries(record(raw)).map(([name, value]) => [
      name,
      value === null ? null : text(value, 10_000),
    ]),
  );

const draft = (raw: unknown): LaunchDraft => {
  const fields = record(raw);
  return {
    jobName: text(fields['jobName'], 1000),
    values: values(fields['values']),
    extra: list(fields['extra'], extraRow, 200),
    channels: list(fields['channels'], channel, 100),
    sourceFolder: text(fields['sourceFolder'] ?? '.', 4096),
    alsoPacked: list(fields['alsoPacked'] ?? [], (raw) => text(raw, 4096), 50),
    maxRuntimeMinutes: count(fields['maxRuntimeMinutes']),
    // A form that was remembered before there were such fields is still good.
    installRequirements: flag(fields['installRequirements'] ?? false),
    leftOutMetrics: list(fields['leftOutMetrics'] ?? [], (raw) => text(raw, 300), 100),
    settings: parseSettings(fields['settings'] ?? {}),
    ...(fields['otherFields'] !== undefined && {
      otherFields: text(fields['otherFields'], 200_000),
    }),
  };
};

interface ChosenOf {
  readonly setting: ChosenSetting;
  readonly fields: LaunchSettings['fields'];
}

const path = (raw: unknown): { path: string } => ({ path: text(record(raw)['path'], 4096) });

const kind = (raw: unknown): { kind: 'folder' | 'file' } => ({
  kind: oneOf(record(raw)['kind'], ['folder', 'file']),
});

/** The launch page's whole conversation. */
export const launchContract = {
  requests: {
    /** The person changed something; the answer comes as a `state` event. */
    edit: request<LaunchDraft, undefined>(draft),
    /** Starts the job with the draft given; resolves when it is created, rejects when refused. */
    start: request<LaunchDraft, { readonly jobName: string }>(draft),
    /** Stops packing or uploading. */
    cancel: request<undefined, undefined>(nothing),
    /** Makes the form as the script fills it in. */
    reset: request<undefined, undefined>(nothing),
    /** Opens the CreateTrainingJob request as read-only JSON. */
    preview: request<LaunchDraft, undefined>(draft),
    /** Lets the person copy the request as code or data; tells of it by itself. */
    copyAs: request<LaunchDraft, undefined>(draft),
    /** Saves the launch as a job file, which the person names. */
    saveFile: request<LaunchDraft, undefined>(draft),
    /** Fills the form from a request in the clipboard; rejects with what is wrong with that. */
    paste: request<undefined, undefined>(nothing),
    /** Lets the person pick a script whose page takes over the form. */
    useScript: request<LaunchDraft, undefined>(draft),
    /** Copies the command line as a shell would take it. */
    copyCommandLine: request<undefined, undefined>(nothing),
    /** Leaves a file of the source folder out, by a line of its ignore file. */
    leaveOut: request<{ readonly path: string }, undefined>(path),
    /** Packs what is left out for its name or size; asks first where it may hold secrets. */
    pack: request<{ readonly path: string }, undefined>(path),
    /** Follows a link: of a preflight line, of the failure (`failure`), of `requirementsLinks`. */
    fix: request<{ readonly id: string }, undefined>((raw) => ({
      // Some name what they are for: an argument, a module.
      id: text(record(raw)['id'], 1000),
    })),
    /** Lets the person pick a folder or file for a channel; `null` when dismissed. */
    browse: request<{ readonly kind: 'folder' | 'file' }, { readonly path: string } | null>(kind),
    /** Lets the person pick a folder or file that is packed too; absolute, `null` when dismissed. */
    browseCode: request<{ readonly kind: 'folder' | 'file' }, { readonly path: string } | null>(
      kind,
    ),
    /** Lets the person look through S3 for the data of a channel; `null` when dismissed. */
    browseS3: request<undefined, { readonly path: string } | null>(nothing),
    /**
     * Lets the person choose a setting from what the account or the service has, given all that stand in the
     * form; `null` when dismissed.
     */
    choose: request<ChosenOf, { readonly value: string } | null>((raw) => ({
      setting: oneOf(record(raw)['setting'], chosenSettings),
      fields: parseSettings(raw).fields,
    })),
    /** Opens the script at a line. */
    openScript: request<{ readonly line: number; readonly beside: boolean }, undefined>((raw) => {
      const fields = record(raw);
      return { line: count(fields['line'], 1), beside: flag(fields['beside']) };
    }),
    /** Offers the other connections. */
    chooseConnection: request<undefined, undefined>(nothing),
  },
  events: {
    state: event<LaunchState>(),
  },
} as const;
