import * as vscode from 'vscode';
import type { ConnectionInfo } from '../../core/connections/connection';
import type { PriceTable } from '../../core/cost/priceTable';
import type { ImageTable } from '../../core/images/imageTable';
import { shownField } from '../../core/training/again/differenceField';
import { isScriptMode, shownText } from '../../core/training/again/hyperparameterTexts';
import { requestCode } from '../../core/training/again/requestCode';
import {
  requestDifferences,
  type RequestDifference,
} from '../../core/training/again/requestDifferences';
import { memberOf, type Json, type JsonObject } from '../../core/training/exports/json';
import { launchBill } from '../../core/training/jobBill';
import { imageOptions } from '../../core/training/settings/chosenImage';
import { requestErrors } from '../../core/training/settings/requestErrors';
import { checkRequest } from '../../core/training/spec/checkRequest';
import { pathText } from '../../core/training/spec/requestProblem';
import type {
  FieldErrors,
  LaunchChange,
  LaunchState,
  PreflightLine,
} from '../../shared/contracts/launch';
import { costTexts } from '../launch/costTexts';
import { elsewhereLinks } from '../launch/elsewhereLinks';
import { costsNothing } from '../launch/launchTexts';
import { settingsOffer } from '../launch/settingsOffer';
import type { CloneForm } from './cloneForm';
import { asInOriginal } from './cloneTexts';
import type { MovedRequest } from './movedRequest';
import type { Original } from './original';
import { originalLines } from './originalLines';
import { shownRequest, standInBucket } from './sentRequest';

/** What a page without a script is made of, as it is now. */
export interface CloneParts {
  readonly original: Original;
  readonly info: ConnectionInfo;
  readonly table: ImageTable;
  readonly form: CloneForm;
  /** Where the request comes from that was brought here; absent: it is of this connection. */
  readonly moved?: MovedRequest | undefined;
  /** The region that what was pasted names. */
  readonly region?: string | undefined;
  /** What the checks of the data and the account say. */
  readonly checked: readonly PreflightLine[];
  /** What is wrong with the channels' data, and with the name. */
  readonly foundErrors: FieldErrors;
  readonly prices: PriceTable | undefined;
  readonly isTrusted: boolean;
  readonly progress: LaunchState['progress'];
  readonly failure: LaunchState['failure'];
}

/** Everything that the page shows. */
export function cloneState(parts: CloneParts): LaunchState {
  const { original, info, form } = parts;
  const { draft } = form;
  const origin = asInOriginal(original.jobName);
  const { errors, lines, refusal, changes } = judge(parts);
  return {
    connectionId: info.id,
    connection: info.label,
    region: info.region,
    ...{ script: '', sourceDirectory: '', sourceFolders: [], entryPoint: '' },
    framework: form.image ? { label: form.image.label, origin } : null,
    ...{ arguments: [], argumentsOrigin: origin, offered: [], metrics: [] },
    commandLine: { parts: [], image: '' },
    ...{ code: null, requirements: null },
    draft,
    original: {
      ...{ jobName: original.jobName, code: requestCode(form.request), changes },
      ...(original.algorithm && { algorithm: original.algorithm.label }),
      ...(original.file !== undefined && { file: original.file }),
    },
    settings: settingsOffer(info.traits, draft, imageChoices(parts)),
    draftVersion: form.version,
    isChanged: changes.length > 0,
    errors,
    preflight: lines,
    ...costState(parts),
    refusal: refusal?.shown ?? null,
    refusalPlace: refusal?.place ?? null,
    progress: parts.progress,
    failure: failureOf(parts),
  };
}

/** Where there are no instances others may do. */
const failureOf = ({ failure, form, info, prices }: CloneParts): LaunchState['failure'] =>
  failure?.isOfInstances === true
    ? { ...failure, links: elsewhereLinks(form.draft.settings, info.region, prices) }
    : failure;

/** The first reason against a start; `undefined`: there is none. */
export const cloneRefusal = (parts: CloneParts): string | undefined =>
  judge(parts).refusal?.message;

/** The same, but for what the checks found, which stands against a start alone. */
export const refusalToShow = (parts: CloneParts): string | undefined => {
  const { refusal } = judge(parts);
  return refusal?.place === 'checks' ? undefined : refusal?.message;
};

interface Refusal {
  readonly place: LaunchState['refusalPlace'];
  /** Of the first field or line. */
  readonly message: string;
  /** What is said elsewhere on the page is not said again. */
  readonly shown: string;
}

interface Judgement {
  readonly errors: FieldErrors;
  readonly lines: readonly PreflightLine[];
  readonly refusal: Refusal | undefined;
  readonly changes: readonly LaunchChange[];
}

function judge(parts: CloneParts): Judgement {
  const { form, info } = parts;
  const request = shownRequest(parts);
  const own = { ...form.errors, ...parts.foundErrors };
  const isAsked = Object.keys(own).length === 0 && !info.traits.runsHere;
  const sent = isAsked
    ? requestErrors(checkRequest(request), form.draft)
    : { errors: {}, rest: [] };
  const errors = { ...own, ...sent.errors };
  const lines = [
    ...originalLines(parts),
    ...parts.checked,
    ...sent.rest.map(({ path, message, severity }) => ({
      ...{ id: `request:${pathText(path)}`, tone: severity, message },
    })),
  ];
  const changes = changesOf(parts, request);
  return { errors, lines, refusal: refusalOf(parts, errors, lines), changes };
}

function refusalOf(
  { isTrusted }: CloneParts,
  errors: FieldErrors,
  lines: readonly PreflightLine[],
): Refusal | undefined {
  if (!isTrusted) {
    const message = vscode.l10n.t(
      'Training runs the code of this folder. Trust the workspace to start it.',
    );
    return { place: null, message, shown: message };
  }
  const [wrong] = Object.values(errors);
  if (wrong !== undefined) {
    const shown = vscode.l10n.t('Fix the marked fields first.');
    return { place: 'fields', message: wrong, shown };
  }
  const line = lines.find(({ tone }) => tone === 'error');
  return (
    line && {
      place: 'checks',
      message: line.message,
      shown: vscode.l10n.t('Fix the errors listed above first.'),
    }
  );
}

function changesOf({ form, info }: CloneParts, now: JsonObject): readonly LaunchChange[] {
  // What the connection adds to a request that names none is nobody's change.
  const {
    RoleArn = info.traits.defaultRole ?? '',
    OutputDataConfig = { S3OutputPath: `s3://${standInBucket(info.region)}/` },
  } = form.before;
  const before: JsonObject = { ...form.before, RoleArn, OutputDataConfig };
  const isEncoded = isScriptMode(before);
  return requestDifferences(before, now).map((difference) => ({
    ...shownField(difference.path, form.draft),
    before: valueText(difference.before, difference, isEncoded),
    after: valueText(difference.after, difference, isEncoded),
  }));
}

/** The service's names end with the unit. */
function withUnit(value: number, name: string | number | undefined): string {
  const [, unit] = /(InSeconds|InGB)$/.exec(String(name ?? '')) ?? [];
  switch (unit) {
    case 'InSeconds':
      return vscode.l10n.t('{0} s', value);
    case 'InGB':
      return vscode.l10n.t('{0} GB', value);
    default:
      return String(value);
  }
}

/** Of items of lists what a person looks for. */
const telling = ['Value', 'DataSource', 'S3DataSource', 'S3Uri'];

function valueText(
  value: Json | undefined,
  { path }: RequestDifference,
  isEncoded: boolean,
): string | null {
  if (value === undefined || value === '') {
    return null;
  }
  if (typeof value === 'string') {
    return isEncoded && path[0] === 'HyperParameters' ? shownText(value) : value;
  }
  if (typeof value === 'number') {
    return withUnit(value, path.at(-1));
  }
  const inside = telling.reduce<Json>((found, name) => memberOf(found, name) ?? found, value);
  return typeof inside === 'string' ? inside : JSON.stringify(value);
}

const imageChoices = ({ table, form, info, original }: CloneParts) =>
  imageOptions(table, form.draft.settings, {
    region: info.region,
    automatic: asInOriginal(original.jobName),
    newest: (version) => vscode.l10n.t('Newest: {0}', version),
  });

function costState({ info, form, prices }: CloneParts): Pick<LaunchState, 'cost' | 'costDetail'> {
  if (!info.traits.billable) {
    return { cost: costsNothing(), costDetail: null };
  }
  const { text, detail } = costTexts(launchBill(form.launch), prices);
  return { cost: text, costDetail: detail };
}
