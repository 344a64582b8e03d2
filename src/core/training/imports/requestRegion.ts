import { isRegion } from '../../connections/partition';
import { registryImage } from '../../preflight/registryImage';
import { isList, isObject, type Json, type JsonObject } from '../exports/json';

/**
 * Where a request goes as far as it can be told: what came with it (`said`, an option or a client's region),
 * else the one region that its ARNs and its images in ECR are of. `undefined`: they are of none, or of several.
 * Roles and what AWS shares between regions name none.
 */
export function namedRegion(request: JsonObject, said: string | undefined): string | undefined {
  const [region, ...others] = new Set(regionsIn(request));
  return [said, others.length === 0 ? region : undefined].find(
    (one) => one !== undefined && isRegion(one),
  );
}

/** Of `arn:PARTITION:SERVICE:REGION:ACCOUNT:…`; `undefined` where it names none. */
export function arnRegion(arn: string): string | undefined {
  const [prefix, , , region = ''] = arn.split(':', 5);
  return prefix === 'arn' && isRegion(region) ? region : undefined;
}

function* regionsIn(value: Json): Generator<string> {
  if (typeof value === 'string') {
    const region = arnRegion(value) ?? registryImage(value)?.region;
    if (region !== undefined) {
      yield region;
    }
    return;
  }
  const parts = isList(value) ? value : isObject(value) ? Object.values(value) : [];
  for (const part of parts) {
    yield* regionsIn(part);
  }
}
