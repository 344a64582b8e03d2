import type { ConnectionInfo } from '../../core/connections/connection';
import { parseS3Uri } from '../../core/s3Uri';
import { arnAccount, textsOf, type BoundText } from '../../core/training/after/moveRequest';
import type { JsonObject } from '../../core/training/exports/json';

interface TextHome {
  readonly info: ConnectionInfo;
  readonly to: BoundText['to'];
}

/** Of texts the connection that they are from, and whether they belong to its region or its account. */
export type TextHomes = ReadonlyMap<string, TextHome>;

/** A connection, and whose it is. */
export interface Here {
  readonly info: ConnectionInfo;
  readonly accountId: string;
  /** The connection's own bucket. */
  readonly bucket: string;
}

/** With what a request names as it leaves a connection; what came from elsewhere is still from there. */
export const withHomes = (
  homes: TextHomes,
  bound: readonly BoundText[],
  info: ConnectionInfo,
): TextHomes => new Map([...bound.map(({ text, to }) => [text, { info, to }] as const), ...homes]);

/** Texts of one home that mean nothing elsewhere. */
interface ForeignTexts {
  readonly info: ConnectionInfo;
  readonly texts: readonly string[];
}

/** What a request names of other connections than that on which it is now. */
export function foreignTexts(
  request: JsonObject,
  homes: TextHomes,
  here: Here,
): readonly ForeignTexts[] {
  const foreign = [...textsOf(request)].flatMap((text) => {
    const home = homes.get(text);
    return home && isForeign(text, home, here) ? [{ text, info: home.info }] : [];
  });
  // A connection tells more of itself once its account is known.
  const infos = new Map(foreign.map(({ info }) => [info.id, info]));
  return [...infos].map(([id, info]) => ({
    info,
    texts: foreign.filter((one) => one.info.id === id).map(({ text }) => text),
  }));
}

function isForeign(text: string, { info, to }: TextHome, here: Here): boolean {
  if (info.id === here.info.id || parseS3Uri(text)?.bucket === here.bucket) {
    return false;
  }
  const isOtherRegion = info.region !== here.info.region;
  switch (to) {
    case 'region':
      return isOtherRegion;
    case 'account':
      return arnAccount(text) !== here.accountId;
    case 'both':
      return isOtherRegion || info.account?.id !== here.accountId;
  }
}
