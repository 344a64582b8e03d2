import type { Connection } from '../../aws/connection';
import { placeOf } from '../../core/connections/connection';
import type { ImageTable } from '../../core/images/imageTable';
import { moveRequest } from '../../core/training/after/moveRequest';
import type { JsonObject } from '../../core/training/exports/json';
import type { LaunchDraft } from '../../shared/contracts/launch';

/** A request that was made for another connection than that of its page. */
export interface MovedRequest {
  /** `prod · eu-west-1 · 123456789012` */
  readonly from: string;
  /** As far as it could be brought here. */
  readonly request: JsonObject;
  /** What of it belongs to where it was: addresses, ids and ARNs. */
  readonly left: readonly string[];
}

/** Brings a request to another account or region; rejects as `identity` does. */
export async function movedRequest(
  request: JsonObject,
  { from, to }: { readonly from: Connection; readonly to: Connection },
  table: ImageTable,
  signal?: AbortSignal,
): Promise<MovedRequest> {
  const { accountId } = await to.identity(signal);
  const { region } = to.info;
  // As the connection's own bucket is called.
  const output = `s3://sagemaker-${region}-${accountId}/`;
  const move = { from: from.info.region, to: region, output, table };
  return { from: placeOf(from.info), ...moveRequest(request, move) };
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
