import type { RequestProblem } from '../requestProblem';
import { algorithmRules } from './algorithmRules';
import { channelRules } from './channelRules';
import type { SoundRequest } from './soundRequest';
import { resourceRules } from './resourceRules';
import { timeRules } from './timeRules';
import { uniquenessRules } from './uniquenessRules';

/** What the documentation of SageMaker has against fields together; the request's types are sound. */
export function requestRules(request: SoundRequest): RequestProblem[] {
  return [algorithmRules, resourceRules, timeRules, channelRules, uniquenessRules].flatMap((rule) =>
    rule(request),
  );
}
