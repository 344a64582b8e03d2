import type { LaunchSettings } from '../../shared/contracts/launchSettings';

/** `ok`: nothing is in the way. `info`: cannot tell, or worth knowing. `error`: the start will be refused. */
export type FindingTone = 'ok' | 'info' | 'warning' | 'error';

/**
 * What mends a finding. `value` by kind: the page of `requestQuota` and `openConsole`, the region of
 * `chooseRegion`, the very role of `chooseRole`. `editField` leads to the finding's place,
 * and `fillIn` changes `settings` of the form.
 */
export interface Fix {
  readonly kind:
    | 'chooseRole'
    | 'chooseRegion'
    | 'chooseInstanceType'
    | 'chooseBucket'
    | 'requestQuota'
    | 'openConsole'
    | 'signIn'
    | 'askAgain'
    | 'editField'
    | 'fillIn';
  readonly label: string;
  readonly value?: string | undefined;
  readonly settings?: LaunchSettings['fields'] | undefined;
}

/** Parts of a launch that a finding can be about; the page knows where they are. */
export type LaunchPart =
  | 'image'
  | 'output'
  | 'input'
  | 'checkpoint'
  | 'role'
  | 'maxRuntime'
  | 'maxWait'
  | 'keepAlive'
  | 'instanceType';

/** `which`: of several, the address of an `input`, or the `instanceType` itself. */
export interface FindingPlace {
  readonly part: LaunchPart;
  readonly which?: string | undefined;
}

/** The answer to one question about a launch, for a person. */
export interface Finding {
  /** The question, and what it was asked about where there are several: `quota:ml.m5.xlarge`. */
  readonly id: string;
  readonly tone: FindingTone;
  /** A finished sentence that says what to do unless all is well. */
  readonly message: string;
  readonly detail?: string | undefined;
  /** It has a line of its own, though nothing is wrong or uncertain. */
  readonly isNews?: boolean | undefined;
  readonly fix?: Fix | undefined;
  /** What of the launch it is about, where the launch can change it. */
  readonly place?: FindingPlace | undefined;
}

/** What mends a finding, and what of the launch that changes. */
type Mend = Required<Pick<Finding, 'fix' | 'place'>>;

/** `exact`: the one that is meant. */
export const chooseRole = (exact?: string): Mend => ({
  fix: { kind: 'chooseRole', label: 'Choose role…', value: exact },
  place: { part: 'role' },
});

export const chooseInstanceType = (instead: string): Mend => ({
  fix: { kind: 'chooseInstanceType', label: 'Choose instance type…' },
  place: { part: 'instanceType', which: instead },
});

export const editField = (part: LaunchPart, label: string, which?: string): Mend => ({
  fix: { kind: 'editField', label },
  place: { part, which },
});
