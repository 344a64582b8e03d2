import { placeOf, type ConnectionInfo } from '../../core/connections/connection';
import { stillNamed } from '../../core/training/after/moveRequest';
import { isList, memberOf, type JsonObject } from '../../core/training/exports/json';
import type { PreflightLine } from '../../shared/contracts/launch';
import { otherRegion } from '../launch/originTexts';
import { keptChannel, leftBehind, lostTags } from './cloneTexts';
import type { MovedRequest } from './movedRequest';
import type { Original } from './original';

/** Where the form comes from, and where it goes. */
interface Origin {
  readonly original: Original;
  readonly info: ConnectionInfo;
  readonly form: { readonly request: JsonObject };
  readonly moved?: MovedRequest | undefined;
  readonly region?: string | undefined;
}

/**
 * What is to be known of where the form comes from: tags that are missing, channels that have no row, and what
 * of another account or region is in `request`, as it would be sent.
 */
export function originalLines(parts: Origin, request: JsonObject): readonly PreflightLine[] {
  const { jobName, hasTags } = parts.original;
  return [
    ...(hasTags || jobName === null ? [] : [lostTags(jobName)]),
    ...regionLines(parts),
    ...movedLines(parts, request),
    ...keptChannels(parts.form.request),
  ];
}

/** On this computer a job is of no region. */
function regionLines({ region, info }: Origin): readonly PreflightLine[] {
  const isOther = region !== undefined && region !== info.region && !info.traits.runsHere;
  return isOther ? [otherRegion(region, info.region)] : [];
}

function movedLines({ moved, info }: Origin, request: JsonObject): readonly PreflightLine[] {
  const texts = moved ? stillNamed(request, moved.left) : [];
  return moved && texts.length > 0 ? [leftBehind(texts, moved.from, placeOf(info))] : [];
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
