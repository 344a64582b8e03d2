import { isDeepStrictEqual } from 'node:util';
import { AppError } from '../../core/errors';
import type { ConnectionInfo } from '../../core/connections/connection';
import type { ImageTable } from '../../core/images/imageTable';
import { accountQuestion, type AccountQuestion } from '../../core/preflight/question';
import { scriptDraft } from '../../core/training/again/scriptDraft';
import { boundTexts, textsOf } from '../../core/training/after/moveRequest';
import { askedLaunch } from '../../core/training/askedLaunch';
import type { JsonObject } from '../../core/training/exports/json';
import type { PlacedRequest } from '../../core/training/imports/readCli';
import { namedRegion } from '../../core/training/imports/requestRegion';
import type { TrainingLaunch } from '../../core/training/launch';
import type { LaunchDraft } from '../../shared/contracts/launch';
import { AccountState } from '../launch/accountState';
import { channelPath, DataCheck } from '../launch/dataCheck';
import { FormRefusal } from '../launch/launchFailure';
import { LaunchStart } from '../launch/launchStart';
import type { LaunchPorts } from '../launch/launchPorts';
import { NameCheck } from '../launch/nameCheck';
import { PriceLook } from '../launch/priceLook';
import { CloneForm } from './cloneForm';
import { cloneRefusal, cloneState, refusalToShow, type CloneParts } from './cloneState';
import { shownData } from './dataStandIn';
import { movedForm, type MovedRequest } from './movedRequest';
import type { Original } from './original';
import { namedRequest } from './sentRequest';
import { withHomes, type TextHomes } from './textHomes';

/** What a launch without a script needs of the disk and the service. */
export type ClonePorts = Pick<
  LaunchPorts,
  'nameTaken' | 'clock' | 'account' | 'isTrusted' | 'now' | 'send' | 'launch'
> & {
  readonly checks: Pick<LaunchPorts['checks'], 'data' | 'prices'>;
  /** Keeps the form for a reload; `undefined`: it is as the request has it. */
  remember(draft: LaunchDraft | undefined): void;
};

/** The form of a page as another page takes it over. */
export interface CarriedForm {
  /** The request that the form is of. */
  readonly request: JsonObject;
  readonly draft: LaunchDraft;
  /** The form before anybody touched it. */
  readonly before: LaunchDraft;
  /** Where what it names is from. */
  readonly homes: TextHomes;
}

/** What a page without a script shows. */
export interface CloneOf {
  readonly original: Original;
  readonly info: ConnectionInfo;
  readonly table: ImageTable;
  /** Absolute; local data are given relative to it. */
  readonly folder: string;
  /** The form as it was left before a reload. */
  readonly left?: LaunchDraft | undefined;
  /** The request as it was brought here; absent: it is of this connection. */
  readonly moved?: MovedRequest | undefined;
  /** The form of the page that it was brought from. */
  readonly carried?: CarriedForm | undefined;
}

/** The launch of a request that was made before, changed: what the page shows and what its Start does. */
export class CloneSession {
  private readonly form: CloneForm;
  private readonly name: NameCheck;
  private readonly starting: LaunchStart;
  private readonly data: DataCheck;
  private readonly prices: PriceLook;
  /** What the account of the connection has against it. */
  readonly account: AccountState;
  private isDisposed = false;
  /** Whether a person has changed anything of the form. */
  private isTouched = false;
  /** Whether it is of another request than that of the beginning. */
  private isFilled = false;
  /** The region that what was pasted names. */
  private region: string | undefined;

  constructor(
    private readonly of: CloneOf,
    private readonly ports: ClonePorts,
  ) {
    const { info, table, folder, original, moved } = of;
    const send = (): void => this.send();
    const isOfJob = original.jobName !== null;
    const place = {
      ...{ info, table, isOfJob, isOwnJob: isOfJob && moved === undefined },
      now: () => ports.now(),
      algorithm: original.algorithm,
      localData: shownData(original, folder),
      localPath: (path: string) => channelPath(path, folder),
    };
    this.form = new CloneForm(original.request, place, moved?.request);
    this.region = original.region;
    this.name = new NameCheck(ports, send);
    this.account = new AccountState(ports, send, () => this.starting.checkedAgain());
    this.starting = new LaunchStart(send);
    this.data = new DataCheck(ports.checks, folder, send);
    this.prices = new PriceLook(ports.checks.prices, send);
  }

  /** Sends the first snapshot and begins the checks. */
  open(): void {
    const { form } = this;
    const { left, carried } = this.of;
    this.name.proposed = form.draft.jobName;
    const draft = left ?? (carried && movedForm(carried.draft, carried.before, form.draft));
    if (draft) {
      this.isTouched = true;
      form.change(draft);
    }
    this.prices.look();
    this.edited();
  }

  get draft(): LaunchDraft {
    return this.form.draft;
  }

  /** Whether a person has changed anything, so that the page is worth keeping. */
  get isEdited(): boolean {
    return this.isTouched;
  }

  /** The form and where it comes from, for a page of another connection. */
  get carried(): CarriedForm & { readonly original: Original } {
    const { request, draft, untouched, before } = this.form;
    const { original } = this.of;
    return {
      ...{ request, draft, before: untouched, homes: this.homes },
      original: {
        ...original,
        ...(original.jobName === null && { request: before }),
        region: this.region,
      },
    };
  }

  /** What was pasted that names another region is not from here; whose its roles are they say themselves. */
  private get homes(): TextHomes {
    const { info, table, moved } = this.of;
    const { form, region = info.region } = this;
    const pasted = region === info.region ? undefined : textsOf(form.request);
    const bound = boundTexts(namedRequest({ form, info }), info.region, table);
    const own = bound.filter(({ text, to }) => to === 'account' || pasted?.has(text) !== true);
    return withHomes(moved?.homes ?? new Map(), own, info);
  }

  edit(draft: LaunchDraft): void {
    // Whoever starts or looks at the request sends the form as well.
    this.isTouched ||= !isDeepStrictEqual(draft, this.form.draft);
    this.form.edit(draft);
    this.edited();
  }

  /** Changes the draft in one place, which the page did not do itself. */
  update(change: (draft: LaunchDraft) => LaunchDraft): void {
    this.isTouched = true;
    this.form.change(change(this.form.draft));
    this.edited();
  }

  /** Everything as in the request, under a new name. */
  reset(): void {
    this.form.reset();
    this.isTouched = this.isFilled;
    this.name.proposed = this.form.draft.jobName;
    this.edited();
  }

  /** Everything as in another request, under the name that it has. */
  fill({ request, region }: PlacedRequest): void {
    this.isTouched = this.isFilled = true;
    this.region = namedRegion(request, region);
    this.form.fill(request);
    this.edited();
  }

  checkDataAgain(): void {
    void Promise.all(this.data.again());
    this.send();
  }

  /** Starts the job; rejects with the reason why not, which the page shows as well. */
  async start(draft: LaunchDraft): Promise<TrainingLaunch> {
    this.edit(draft);
    return await this.starting.run(async (report, signal) => {
      const launch = this.unless(cloneRefusal(this.parts));
      await this.ports.launch(launch, report, signal);
      return launch;
    });
  }

  cancel(): void {
    this.starting.cancel();
  }

  /** What the form launches; rejects where it is wrong. */
  preview(draft: LaunchDraft): TrainingLaunch {
    this.edit(draft);
    return this.unless(refusalToShow(this.parts));
  }

  /** The form for a script that takes the place of the code. */
  forScript(draft: LaunchDraft): LaunchDraft {
    this.edit(draft);
    return scriptDraft(this.form.request, draft);
  }

  dispose(): void {
    this.isDisposed = true;
    this.starting.cancel();
    this.name.forget();
    this.account.dispose();
    this.data.stop();
    this.prices.stop();
  }

  private unless(refusal: string | undefined): TrainingLaunch {
    if (refusal !== undefined) {
      throw new FormRefusal(refusal);
    }
    return this.form.launch;
  }

  private edited(): void {
    if (this.isDisposed) {
      throw new AppError('cancelled', 'The page is closed.');
    }
    this.starting.failure = null;
    this.ports.remember(this.isTouched ? this.form.draft : undefined);
    void Promise.all(this.data.take(this.form.draft.channels));
    this.name.look(this.form.draft.jobName);
    this.account.look(this.asked);
    this.send();
  }

  /** Nobody is asked where jobs cost nothing. */
  private get asked(): AccountQuestion | undefined {
    const { traits } = this.of.info;
    return traits.billable
      ? accountQuestion(askedLaunch(this.form.launch), traits.defaultRole)
      : undefined;
  }

  private get parts(): CloneParts {
    const { original, info, table, moved } = this.of;
    const { form, data, region } = this;
    const { progress, failure } = this.starting;
    const { problem } = this.name;
    return {
      ...{ original, info, table, form, moved, region, progress, failure },
      checked: [...data.lines, ...this.account.lines(form.errors, form.draft)],
      foundErrors: { ...data.errors, ...(problem !== undefined && { jobName: problem }) },
      prices: this.prices.prices,
      isTrusted: this.ports.isTrusted(),
    };
  }

  private send(): void {
    if (!this.isDisposed) {
      this.ports.send(cloneState(this.parts));
    }
  }
}
