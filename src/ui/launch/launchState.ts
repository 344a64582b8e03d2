import * as vscode from 'vscode';
import { basename } from 'node:path';
import type { SdkDefaultsFound } from '../../aws/training/readSdkDefaults';
import type { ConnectionInfo } from '../../core/connections/connection';
import type { PriceTable } from '../../core/cost/priceTable';
import { imageLines } from '../../core/images/imageLines';
import type { TrainingImage, TrainingPlace } from '../../core/images/trainingImage';
import type { ScriptInspection } from '../../core/training/inspection';
import { preflightOfScript } from '../../core/training/preflight';
import { containerImage } from '../../core/training/containerImage';
import { instanceTypeOf } from '../../core/training/settings/settingsLaunch';
import { entryPointLines } from '../../core/training/entryPointLines';
import { launchBill } from '../../core/training/jobBill';
import { surroundingLines } from '../../core/training/surroundingLines';
import type {
  FieldErrors,
  LaunchDraft,
  LaunchState,
  PreflightLine,
} from '../../shared/contracts/launch';
import { costTexts } from './costTexts';
import { draftLaunch } from './draftLaunch';
import { elsewhereLinks } from './elsewhereLinks';
import type { LaunchForm } from './launchForm';
import { checkDraftRequest } from './requestCheck';
import { sdkOrigins } from './sdkDefaultsLines';
import { settingsOffer } from './settingsOffer';
import { argumentsOrigin, costsNothing, frameworkOrigin } from './launchTexts';
import { trainingPlace } from './trainingPlace';

/** What a launch is made of, as it is now. */
export interface LaunchParts {
  /** Absolute. */
  readonly script: string;
  readonly info: ConnectionInfo;
  readonly form: LaunchForm;
  /** What the checks of the disk, the interpreter and the folder say. */
  readonly checked: readonly PreflightLine[];
  /** What is wrong with the channels' data and what is packed beside the source folder, at their fields. */
  readonly pathErrors: FieldErrors;
  /** Images start the script as a module of the code. */
  readonly isPackage: boolean;
  /** What the service has against the job's name. */
  readonly nameProblem: string | undefined;
  /** Of the region that the job goes to; `undefined`: not known. */
  readonly prices: PriceTable | undefined;
  /** Of the SageMaker SDK; `undefined`: not read. */
  readonly defaults: SdkDefaultsFound | undefined;
  readonly code: LaunchState['code'];
  readonly requirements: string | null;
  readonly isTrusted: boolean;
  readonly progress: LaunchState['progress'];
  readonly failure: LaunchState['failure'];
}

/** Everything that the page shows; `undefined` until the script was read. */
export function launchState(parts: LaunchParts): LaunchState | undefined {
  const { info, form } = parts;
  const { draft, inspection, commandLine, image } = form;
  if (!draft || !inspection || !commandLine || !image) {
    return undefined;
  }
  const { errors, lines, refusal } = judge(parts);
  return {
    connectionId: info.id,
    connection: info.label,
    region: info.region,
    script: basename(parts.script),
    sourceDirectory: form.roots.directory,
    sourceFolders: form.sourceFolders,
    entryPoint: form.roots.entryPoint,
    framework: { label: image.label, origin: imageOrigin(form, inspection, image) },
    arguments: form.arguments,
    argumentsOrigin: argumentsOrigin(inspection),
    offered: inspection.parser?.offered?.filter(({ names }) => names.length > 0) ?? [],
    commandLine: commandLine.commandLine(image.label),
    metrics: form.metrics,
    code: parts.code,
    requirements: parts.requirements,
    draft,
    settings: settingsState(parts, draft),
    draftVersion: form.version,
    isChanged: form.isChanged,
    errors,
    preflight: lines,
    ...costState(parts, draft),
    ...refusalState(refusal),
    progress: parts.progress,
    failure: failureState(parts, draft),
  };
}

function settingsState(
  { info, form, defaults }: LaunchParts,
  draft: LaunchDraft,
): LaunchState['settings'] {
  const offer = settingsOffer(info.traits, draft, form.imageOptions);
  return offer && { ...offer, origins: sdkOrigins(draft.settings, defaults) };
}

/** Where there are no instances, what stands in for them is a click away. */
function failureState(
  { failure, info, prices }: LaunchParts,
  { settings }: LaunchDraft,
): LaunchState['failure'] {
  return failure?.isOfInstances === true && !info.traits.runsHere
    ? { ...failure, links: elsewhereLinks(settings, info.region, prices) }
    : failure;
}

function imageOrigin(
  form: LaunchForm,
  { framework }: ScriptInspection,
  image: TrainingImage,
): string {
  return form.chosenImage?.isChosen
    ? vscode.l10n.t('chosen for this job')
    : frameworkOrigin(framework, form.declared, image);
}

function costState(
  parts: LaunchParts,
  draft: LaunchDraft,
): Pick<LaunchState, 'cost' | 'costDetail'> {
  if (!parts.info.traits.billable) {
    return { cost: costsNothing(), costDetail: null };
  }
  const { text, detail } = costTexts(launchBill(draftLaunch(parts, draft)), parts.prices);
  return { cost: text, costDetail: detail };
}

/** Why the job cannot be started as things are. */
interface Refusal {
  readonly place: LaunchState['refusalPlace'];
  /** Of the first field or line. */
  readonly message: string;
}

const refusalState = (refusal: Refusal | null): Pick<LaunchState, 'refusal' | 'refusalPlace'> => ({
  refusal: refusal && saidAtStart(refusal),
  refusalPlace: refusal?.place ?? null,
});

/** What is said elsewhere on the page is not said again. */
function saidAtStart({ place, message }: Refusal): string {
  switch (place) {
    case 'fields':
      return vscode.l10n.t('Fix the marked fields first.');
    case 'checks':
      return vscode.l10n.t('Fix the errors listed above first.');
    case null:
      return message;
  }
}

/** What stands against a launch, made once for a state. */
interface Judgement {
  readonly errors: FieldErrors;
  readonly lines: readonly PreflightLine[];
  readonly refusal: Refusal | null;
}

/** Why the job cannot be started, where no page is there to mark a field. */
export function refusalInWords(parts: LaunchParts): string | null {
  return judge(parts).refusal?.message ?? null;
}

/** Why there is no request to look at: what the checks found stands against a start alone. */
export function refusalToShow(parts: LaunchParts): string | null {
  const { refusal } = judge(parts);
  return refusal === null || refusal.place === 'checks' ? null : refusal.message;
}

function judge(parts: LaunchParts): Judgement {
  const own = errorsOf(parts);
  const isRight = Object.keys(own).length === 0;
  const sent = isRight ? checkDraftRequest(parts) : { errors: {}, lines: [] };
  const errors = { ...own, ...sent.errors };
  const lines = [...linesOf(parts), ...sent.lines];
  return { errors, lines, refusal: refusalOf(parts, errors, lines) };
}

/** The first reason counts. */
function refusalOf(
  { isTrusted }: LaunchParts,
  errors: FieldErrors,
  lines: readonly PreflightLine[],
): Refusal | null {
  const told = (place: Refusal['place'], message: string): Refusal => ({ place, message });
  if (!isTrusted) {
    return told(
      null,
      vscode.l10n.t('Training runs the code of this folder. Trust the workspace to start it.'),
    );
  }
  const [wrong] = Object.entries(errors);
  if (wrong !== undefined) {
    const [field, error] = wrong;
    // Of several that are packed the check says which it is.
    const line = field.startsWith('alsoPacked:') && lines.find((one) => one.field === field);
    return told('fields', line ? line.message : error);
  }
  const line = lines.find(({ tone }) => tone === 'error');
  return line ? told('checks', line.message) : null;
}

function errorsOf({ form, pathErrors, nameProblem }: LaunchParts): FieldErrors {
  const errors = { ...pathErrors, ...form.errors };
  return nameProblem === undefined ? errors : { ...errors, jobName: nameProblem };
}

function linesOf({ form, checked, info, isPackage }: LaunchParts): readonly PreflightLine[] {
  const { draft, inspection, commandLine } = form;
  const ofScript = draft && inspection ? preflightOfScript(inspection, draft) : [];
  const { runsHere } = info.traits;
  const instanceType = draft && !runsHere ? instanceTypeOf(draft.settings) : null;
  const ofPlace = inspection ? surroundingLines(inspection, { instanceType }) : [];
  return [
    ...checked,
    ...linesOfImage(form, trainingPlace(info, draft), isPackage),
    ...ofScript,
    ...(commandLine?.lines ?? []),
    ...ofPlace,
  ];
}

function linesOfImage(
  { image, roots }: LaunchForm,
  place: TrainingPlace,
  isPackage: boolean,
): readonly PreflightLine[] {
  const start = containerImage(image?.uri ?? '');
  return [
    ...(image ? imageLines(image, place) : []),
    ...entryPointLines(roots.entryPoint, start, isPackage),
  ];
}
