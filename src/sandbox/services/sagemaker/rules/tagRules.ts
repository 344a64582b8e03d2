import type { Tag } from '../../../store/jobRecord';
import { duplicates, invalid } from './invalid';

/** Refuses tags that no resource may be given, whatever it carries already. */
export function checkTags(tags: readonly Tag[]): void {
  const keys = tags.map(({ Key }) => Key);
  if (duplicates(keys).length > 0) throw invalid('Duplicate tag key');
  if (keys.some((key) => /^aws:/i.test(key))) {
    throw invalid('aws: prefixed tag key names are not allowed for external use.');
  }
}
