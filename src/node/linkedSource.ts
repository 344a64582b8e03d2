import path from 'node:path';
import { FolderFilter, neverPacked, type SourceVerdict } from '../core/packaging/ignoreRules';

/**
 * Why what a link leads to is not packed. `target` is where it ends, `inside` the way there from the source
 * folder. A link is no way around the names that are never packed: `key.txt` to `.ssh/id_rsa`.
 */
export function linkProblem(link: {
  readonly verdict: SourceVerdict;
  readonly target: string | undefined;
  readonly inside: string | undefined;
}): 'secret' | 'repository' | 'outside' | 'broken' | undefined {
  if (link.target === undefined) {
    return 'broken';
  }
  if (link.inside === undefined) {
    return 'outside';
  }
  const names = link.inside.split(path.sep);
  if (names.some((name) => neverPacked.has(name))) {
    return 'repository';
  }
  const isHidden = names.some((name) => defaults.decide(name, true) === 'secret');
  const isSecret = link.verdict === 'secret' || (isHidden && link.verdict !== 'chosen');
  return isSecret ? 'secret' : undefined;
}

const defaults = FolderFilter.ofRoot({});
