import type { ConnectionInfo } from '../../core/connections/connection';
import type { ImageTable } from '../../core/images/imageTable';
import type { TrainingImage } from '../../core/images/trainingImage';
import { againLaunch, type AgainBasis } from '../../core/training/again/againLaunch';
import {
  otherFieldsProblem,
  otherFieldsText,
  readOtherFields,
  splitRequest,
} from '../../core/training/again/otherFields';
import { requestForm } from '../../core/training/again/requestForm';
import { checkDraft } from '../../core/training/checkDraft';
import { isObject, memberOf, type JsonObject } from '../../core/training/exports/json';
import type { TrainingLaunch } from '../../core/training/launch';
import { nextJobName } from '../../core/training/names';
import { channelOptionErrors } from '../../core/training/settings/channelOptions';
import { checkSettings } from '../../core/training/settings/checkSettings';
import { chosenImage } from '../../core/training/settings/chosenImage';
import type { FieldErrors, LaunchDraft } from '../../shared/contracts/launch';
import { algorithmErrors, type OriginalAlgorithm } from './algorithmNeeds';
import { missingImage } from './cloneTexts';
import { trainingPlace } from '../launch/trainingPlace';

export interface ClonePlace {
  readonly info: ConnectionInfo;
  readonly table: ImageTable;
  now(): Date;
  /** What is trained without a script. */
  readonly algorithm?: OriginalAlgorithm | undefined;
  /** Absolute paths of local data, by the addresses that stand for them in the request. */
  readonly localData?: Readonly<Record<string, string>> | undefined;
  /** Absolute path of a channel's local data. */
  localPath(path: string): string;
}

/** The form of a request, and what a person has made of it. */
export class CloneForm {
  /** Grows with every change that the page did not make itself. */
  version = 0;
  private basis: AgainBasis;
  private current: LaunchDraft;
  /** Other fields as they were when they were JSON last. */
  private wholeFields: string | undefined;

  constructor(
    request: JsonObject,
    private readonly place: ClonePlace,
  ) {
    this.basis = this.read(request);
    this.current = this.withLocalData(this.basis.draft);
    this.wholeFields = this.current.otherFields;
  }

  get draft(): LaunchDraft {
    return this.current;
  }

  /** The request that the form is of. */
  get request(): JsonObject {
    return this.basis.request;
  }

  edit(draft: LaunchDraft): void {
    const { otherFields = '' } = draft;
    if (otherFields.trim() === '' || readOtherFields(otherFields) !== undefined) {
      this.wholeFields = otherFields;
    }
    this.current = draft;
  }

  /** A change that the page did not make itself. */
  change(draft: LaunchDraft): void {
    this.version++;
    this.edit(draft);
  }

  /** Everything as in the request, under a new name. */
  reset(): void {
    this.change(this.withLocalData(this.read(this.basis.request).draft));
  }

  /** Everything as in another request, under the name that the form has. */
  fill(request: JsonObject): void {
    this.basis = this.read(request);
    this.change({ ...this.basis.draft, jobName: this.current.jobName });
  }

  get launch(): TrainingLaunch {
    // What is being typed is no change yet.
    const draft = { ...this.current, otherFields: this.wholeFields ?? '' };
    return againLaunch(this.basis, draft, {
      imageOf: (one) => this.imageOf(one)?.image.uri ?? '',
      localPath: (path) => this.place.localPath(path),
    });
  }

  /** `undefined`: none is named. */
  get image(): TrainingImage | undefined {
    return this.imageOf(this.current)?.image;
  }

  /** What is wrong with fields by themselves. */
  get errors(): FieldErrors {
    const { settings, channels, maxRuntimeMinutes, otherFields = '' } = this.current;
    const { runsHere, defaultRole } = this.place.info.traits;
    // Here hyperparameters of the image are counted too, by the check of the whole request.
    const own = Object.entries(checkDraft(this.current, [])).filter(
      ([field]) => field !== 'hyperparameters',
    );
    const problem = otherFieldsProblem(otherFields);
    const hasRole = defaultRole !== undefined;
    return {
      ...algorithmErrors(this.current, this.place.algorithm),
      ...Object.fromEntries(own),
      ...(!runsHere && {
        ...channelOptionErrors(channels),
        ...this.imageErrors,
        ...checkSettings(settings, { hasRole, maxRuntimeMinutes }),
      }),
      ...(problem !== null && { otherFields: problem }),
    };
  }

  private get imageErrors(): FieldErrors {
    const chosen = this.imageOf(this.current);
    if (chosen) {
      return chosen.errors;
    }
    const algorithm = readOtherFields(this.current.otherFields ?? '')?.['AlgorithmSpecification'];
    const isNamed = memberOf(algorithm, 'AlgorithmName') ?? memberOf(algorithm, 'TrainingImage');
    return isNamed === undefined ? { 'setting:imageUri': missingImage() } : {};
  }

  private imageOf(draft: LaunchDraft) {
    const { info, table } = this.place;
    return chosenImage(table, draft.settings, trainingPlace(info, draft));
  }

  /** No request can name what is still to be uploaded. */
  private withLocalData(draft: LaunchDraft): LaunchDraft {
    const { localData = {} } = this.place;
    const channels = draft.channels.map((channel) => ({
      ...channel,
      path: localData[channel.path] ?? channel.path,
    }));
    return { ...draft, channels };
  }

  private read(given: JsonObject): AgainBasis {
    const request = withEnvironment(given, this.place.info.traits.jobEnvironment);
    const { TrainingJobName: name } = request;
    const draft = {
      jobName: nextJobName(typeof name === 'string' ? name : 'job', this.place.now()),
      ...{ values: {}, sourceFolder: '.', alsoPacked: [], leftOutMetrics: [] },
      installRequirements: false,
      ...requestForm(request),
      otherFields: otherFieldsText(splitRequest(request).other),
    };
    return { request, draft };
  }
}

/** The connection's own part of the environment is the present one. */
function withEnvironment(request: JsonObject, own: Readonly<Record<string, string>>): JsonObject {
  const { Environment: given = {} } = request;
  return Object.keys(own).length === 0
    ? request
    : { ...request, Environment: { ...(isObject(given) ? given : {}), ...own } };
}
