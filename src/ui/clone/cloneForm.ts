import type { ConnectionInfo } from '../../core/connections/connection';
import type { ImageTable } from '../../core/images/imageTable';
import type { TrainingImage } from '../../core/images/trainingImage';
import { againLaunch, type AgainBasis } from '../../core/training/again/againLaunch';
import {
  withEnvironment,
  withoutPersonalVariables,
} from '../../core/training/again/ownEnvironment';
import {
  otherFieldsProblem,
  otherFieldsText,
  readOtherFields,
  splitRequest,
} from '../../core/training/again/otherFields';
import { requestForm } from '../../core/training/again/requestForm';
import { checkDraft } from '../../core/training/checkDraft';
import { memberOf, type JsonObject } from '../../core/training/exports/json';
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
  /** Whether the request is of a job; else it was written down somewhere. */
  readonly isOfJob: boolean;
  /** Whether that job was launched on this very connection. */
  readonly isOwnJob: boolean;
  /** Paths of local data as the form shows them, by the addresses that stand for them in the request. */
  readonly localData?: Readonly<Record<string, string>> | undefined;
  /** Absolute path of a channel's local data. */
  localPath(path: string): string;
}

/** The form of a request, and what a person has made of it. */
export class CloneForm {
  /** Grows with every change that the page did not make itself. */
  version = 0;
  /** The request that changes are told against. */
  private first: JsonObject;
  private basis: AgainBasis;
  private current: LaunchDraft;
  /** Other fields as they were when they were JSON last. */
  private wholeFields: string | undefined;

  /** `moved`: the request as it was brought here, where that is from elsewhere. */
  constructor(
    request: JsonObject,
    private readonly place: ClonePlace,
    moved: JsonObject = request,
  ) {
    this.first = this.placed(request, place.isOwnJob);
    this.basis = this.read(this.placed(moved, place.isOwnJob));
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

  /** The request that changes are told against: the job's, or what was pasted last. */
  get before(): JsonObject {
    return this.first;
  }

  /** The form before anybody touched it. */
  get untouched(): LaunchDraft {
    return this.basis.draft;
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
    this.basis = this.read(this.placed(request, false));
    if (!this.place.isOfJob) {
      this.first = this.basis.request;
    }
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

  /**
   * A request as this connection would get it. Consents are not taken over from others, but those of a job of
   * this computer hold for one like it, as for one that is trained again; elsewhere nobody reads them. They
   * are no change of the form, so that the request that changes are told against has none either.
   */
  private placed(request: JsonObject, isOwnJob: boolean): JsonObject {
    const { runsHere, jobEnvironment } = this.place.info.traits;
    const own = isOwnJob && runsHere ? request : withoutPersonalVariables(request);
    return withEnvironment(own, jobEnvironment);
  }

  /** No request can name what is still to be uploaded. */
  private withLocalData(draft: LaunchDraft): LaunchDraft {
    const localData = new Map(Object.entries(this.place.localData ?? {}));
    const channels = draft.channels.map((channel) => ({
      ...channel,
      path: localData.get(channel.path) ?? channel.path,
    }));
    return { ...draft, channels };
  }

  private read(request: JsonObject): AgainBasis {
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
