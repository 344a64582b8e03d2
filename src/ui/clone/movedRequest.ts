import type { Connection } from '../../aws/connection';
import type { ImageTable } from '../../core/images/imageTable';
import { boundTexts, moveRequest } from '../../core/training/after/moveRequest';
import type { JsonObject } from '../../core/training/exports/json';
import type { LaunchDraft } from '../../shared/contracts/launch';
import { withHomes, type Here, type TextHomes } from './textHomes';

/** A request that was made for another connection than that of its page. */
export interface MovedRequest {
  /** As far as it could be brought here. */
  readonly request: JsonObject;
  /** Where its texts are from, and those of the form that it was brought in. */
  readonly homes: TextHomes;
  readonly here: Here;
}

interface Move {
  readonly from: Connection;
  readonly to: Connection;
  /** Absent: nobody has worked on the request, and all of it is from the first connection. */
  readonly homes?: TextHomes | undefined;
}

/** Brings a request to another account or region; rejects as `identity` does. */
export async function movedRequest(
  request: JsonObject,
  { from, to, homes }: Move,
  table: ImageTable,
  signal?: AbortSignal,
): Promise<MovedRequest> {
  const { accountId } = await to.identity(signal);
  const { region } = to.info;
  // As the connection's own bucket is called.
  const bucket = `sagemaker-${region}-${accountId}`;
  const move = { from: from.info.region, to: region, output: `s3://${bucket}/`, table };
  return {
    request: moveRequest(request, move),
    homes: homes ?? withHomes(new Map(), boundTexts(request, move.from, table), from.info),
    here: { info: to.info, accountId, bucket },
  };
}

/** Fields that a move changes by itself. */
const movedSettings = ['imageUri', 'outputUri'] as const;

/**
 * A form as it was elsewhere, with the image and the output of here where the person had left those as they
 * were: `before` and `after` are the untouched forms of there and of here.
 */
export function movedForm(
  draft: LaunchDraft,
  before: LaunchDraft,
  after: LaunchDraft,
): LaunchDraft {
  const { settings } = draft;
  const names = movedSettings.filter(
    (name) => settings.fields[name] === before.settings.fields[name],
  );
  const kept = Object.entries(settings.fields).filter(
    ([name]) => !names.some((moved) => moved === name),
  );
  const moved = names.flatMap((name) => {
    const text = after.settings.fields[name];
    return text === undefined ? [] : [[name, text] as const];
  });
  const fields = Object.fromEntries([...kept, ...moved]);
  return { ...draft, settings: { ...settings, fields } };
}
