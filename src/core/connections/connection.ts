/** Everything features may ask about a connection; they read traits, never its kind. */
export interface ConnectionTraits {
  /** Whether a job costs money; the launch page and the questions follow from it. */
  readonly billable: boolean;
  /** Whether prices are asked of an endpoint of its own alone, which may stand in for AWS. */
  readonly hasOwnPrices?: boolean | undefined;
  /** Base of console links; absent where there is no console. */
  readonly consoleUrl?: string | undefined;
  /** Role that a job gets when none is named. */
  readonly defaultRole?: string | undefined;
  /** Added to every job's `Environment`, for example the sandbox's Python interpreter. */
  readonly jobEnvironment: Readonly<Record<string, string>>;
  /** Whether scripts run on this computer, with the interpreter that the user chose. */
  readonly runsHere: boolean;
  /** Whether the user's settings name it as one to be careful with. */
  readonly protected: boolean;
  /** Ids of the kinds that its service has; absent where it has all. */
  readonly kinds?: readonly string[] | undefined;
  /** How often an open log asks for new events, and a followed job for its status. */
  readonly logPollMilliseconds: number;
  readonly statusPollMilliseconds: number;
}

/** Whose resources a connection shows. */
export interface Account {
  /** Twelve digits. */
  readonly id: string;
  /** Its name for people, where there is one that may be read. */
  readonly alias?: string | undefined;
}

/** What a page, node or notification shows of, and remembers about, the connection it belongs to. */
export interface ConnectionInfo {
  /** Stable across sessions: `sandbox`, `profile:NAME:REGION`, or `environment:REGION`. */
  readonly id: string;
  /** For people: `Local sandbox`, or the profile's name. */
  readonly label: string;
  readonly region: string;
  /** Known once somebody has asked for it. */
  readonly account?: Account | undefined;
  readonly traits: ConnectionTraits;
}

/** Region and account, as far as it is known: `eu-west-1`, `123456789012`. */
export const placeParts = ({
  region,
  account,
}: Pick<ConnectionInfo, 'region' | 'account'>): readonly string[] =>
  [region, account?.alias ?? account?.id ?? ''].filter(Boolean);

/** A connection with them: `prod · eu-west-1 · 123456789012`. */
export const placeOf = (info: ConnectionInfo): string =>
  [info.label, ...placeParts(info)].join(' · ');
