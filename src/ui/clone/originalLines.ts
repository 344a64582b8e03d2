import { placeOf } from '../../core/connections/connection';
import { isList, memberOf, type JsonObject } from '../../core/training/exports/json';
import type { PreflightLine } from '../../shared/contracts/launch';
import { otherRegion } from '../launch/originTexts';
import { keptChannel, leftBehind, lostTags } from './cloneTexts';
import type { MovedRequest } from './movedRequest';
import type { Original } from './original';
import { namedRequest, type PlacedForm } from './sentRequest';
import { foreignTexts } from './textHomes';

/** Where the form comes from, and where it goes. */
interface Origin extends PlacedForm {
  readonly original: Original;
  readonly form: PlacedForm['form'] & { readonly request: JsonObject };
  readonly moved?: MovedRequest | undefined;
  readonly region?: string | undefined;
}

/**
 * What is to be known of where the form comes from: tags that are missing, channels that have no row, and what
 * of another account or region is in the request as it would be sent.
 */
export function originalLines(parts: Origin): readonly PreflightLine[] {
  const { jobName, hasTags } = parts.original;
  return [
    ...(hasTags || jobName === null ? [] : [lostTags(jobName)]),
    ...regionLines(parts),
    ...movedLines(parts),
    ...keptChannels(parts.form.request),
  ];
}

/** On this computer a job is of no region. */
function regionLines({ region, info }: Origin): readonly PreflightLine[] {
  const isOther = region !== undefined && region !== info.region && !info.traits.runsHere;
  return isOther ? [otherRegion(region, info.region)] : [];
}

function movedLines(parts: Origin): readonly PreflightLine[] {
  const { moved, info } = parts;
  const foreign = moved ? foreignTexts(namedRequest(parts), moved.homes, moved.here) : [];
  return foreign.map(({ info: home, texts }) =>
    leftBehind(home.id, texts, { from: placeOf(home), to: placeOf(info) }),
  );
}

function keptChannels({ InputDataConfig: channels }: JsonObject): readonly PreflightLine[] {
  return (isList(channels) ? channels : []).flatMap((channel) => {
    const name = memberOf(channel, 'ChannelName');
    const source = memberOf(channel, 'DataSource');
    const hasRow = ['S3DataSource', 'FileSystemDataSource'].some(
      (kind) => memberOf(source, kind) !== undefined,
    );
    return hasRow || typeof name !== 'string' ? [] : [keptChannel(name)];
  });
}
