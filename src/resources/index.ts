import type { ResourceKind } from '../core/resources/kind';
import { trainingJob } from './kinds/trainingJob';

/** Every kind, in the order of the tree. */
export const resourceKinds: readonly ResourceKind[] = [trainingJob];
