import * as vscode from 'vscode';
import { basename } from 'node:path';
import type { ConnectionInfo } from '../../core/connections/connection';
import { formArguments } from '../../core/training/draft';
import { proposedMetrics } from '../../core/training/proposedMetrics';
import { preflightOfScript } from '../../core/training/preflight';
import { surroundingLines } from '../../core/training/surroundingLines';
import type { FieldErrors, LaunchState, PreflightLine } from '../../shared/contracts/launch';
import type { LaunchForm } from './launchForm';
import { argumentsOrigin, costText, frameworkOrigin } from './launchTexts';

/** What a launch is made of, as it is now. */
export interface LaunchParts {
  /** Absolute. */
  readonly script: string;
  readonly sourceDirectory: string;
  readonly info: ConnectionInfo;
  readonly form: LaunchForm;
  /** What the checks of the disk, the interpreter and the folder say. */
  readonly checked: readonly PreflightLine[];
  /** What is wrong with the channels' data, at their fields. */
  readonly dataErrors: FieldErrors;
  /** What the service has against the job's name. */
  readonly nameProblem: string | undefined;
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
  if (!draft || !inspection || !commandLine) {
    return undefined;
  }
  return {
    connectionId: info.id,
    connection: info.label,
    region: info.region,
    script: basename(parts.script),
    sourceDirectory: parts.sourceDirectory,
    framework: {
      label: image.label,
      origin: frameworkOrigin(inspection.framework, form.declared, image),
    },
    arguments: formArguments(inspection),
    argumentsOrigin: argumentsOrigin(inspection),
    offered: inspection.parser?.offered?.filter(({ names }) => names.length > 0) ?? [],
    commandLine: commandLine.commandLine(image.label),
    metrics: proposedMetrics(inspection),
    code: parts.code,
    requirements: parts.requirements,
    draft,
    draftVersion: form.version,
    isChanged: form.isChanged,
    errors: errorsOf(parts),
    preflight: linesOf(parts),
    cost: costText(info.traits),
    refusal: refusalOf(parts),
    progress: parts.progress,
    failure: parts.failure,
  };
}

const markedFields = (): string => vscode.l10n.t('Fix the marked fields first.');

/** Why the job cannot be started as things are; the first reason counts. */
function refusalOf(parts: LaunchParts): string | null {
  const { launchRefusal } = parts.info.traits;
  if (!parts.isTrusted) {
    return vscode.l10n.t('Training runs the code of this folder. Trust the workspace to start it.');
  }
  if (launchRefusal !== undefined) {
    return launchRefusal;
  }
  if (Object.keys(errorsOf(parts)).length > 0) {
    return markedFields();
  }
  return linesOf(parts).find(({ tone }) => tone === 'error')?.message ?? null;
}

/** As `refusalOf`, where no page is there to mark a field: what is wrong with the first one. */
export function refusalInWords(parts: LaunchParts): string | null {
  const refusal = refusalOf(parts);
  const [wrong] = Object.values(errorsOf(parts));
  return refusal === markedFields() && wrong !== undefined ? wrong : refusal;
}

function errorsOf({ form, dataErrors, nameProblem }: LaunchParts): FieldErrors {
  const errors = { ...dataErrors, ...form.errors };
  return nameProblem === undefined ? errors : { ...errors, jobName: nameProblem };
}

function linesOf({ form, checked, info }: LaunchParts): readonly PreflightLine[] {
  const { draft, inspection, commandLine } = form;
  const ofScript = draft && inspection ? preflightOfScript(inspection, draft) : [];
  const place = { instanceType: info.traits.runsHere ? null : form.instanceType };
  const ofPlace = inspection ? surroundingLines(inspection, place) : [];
  return [...checked, ...ofScript, ...(commandLine?.lines ?? []), ...ofPlace];
}
