/** `ok`: nothing is in the way. `info`: cannot tell, or worth knowing. `error`: the start will be refused. */
export type FindingTone = 'ok' | 'info' | 'warning' | 'error';

/** What mends a finding. `value` by kind: the page of `requestQuota` and `openConsole`, the field of `editField`. */
export interface Fix {
  readonly kind:
    | 'chooseRole'
    | 'chooseRegion'
    | 'chooseInstanceType'
    | 'chooseBucket'
    | 'requestQuota'
    | 'openConsole'
    | 'signIn'
    | 'editField';
  readonly label: string;
  readonly value?: string | undefined;
}

/** Fields that a fix can lead to; the page knows where they are. */
export type FixField =
  | 'image'
  | 'output'
  | 'input'
  | 'checkpoint'
  | 'maxRuntime'
  | 'maxWait'
  | 'keepAlive'
  | 'instanceType';

/** The answer to one question about a launch, for a person. */
export interface Finding {
  /** The question, and what it was asked about where there are several: `quota:ml.m5.xlarge`. */
  readonly id: string;
  readonly tone: FindingTone;
  /** A finished sentence that says what to do unless all is well. */
  readonly message: string;
  readonly detail?: string | undefined;
  readonly fix?: Fix | undefined;
}

export const chooseRole: Fix = { kind: 'chooseRole', label: 'Choose role…' };
export const chooseInstanceType: Fix = {
  kind: 'chooseInstanceType',
  label: 'Choose instance type…',
};

export const editField = (field: FixField, label: string): Fix => ({
  kind: 'editField',
  label,
  value: field,
});
