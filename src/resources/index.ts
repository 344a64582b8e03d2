import type { ResourceKind } from '../core/resources/kind';
import { autoMLJob } from './kinds/autoMLJob';
import { endpoint } from './kinds/endpoint';
import { endpointConfig } from './kinds/endpointConfig';
import { model } from './kinds/model';
import { modelPackageGroup } from './kinds/modelPackageGroup';
import { notebookInstance } from './kinds/notebookInstance';
import { pipeline } from './kinds/pipeline';
import { processingJob } from './kinds/processingJob';
import { trainingJob } from './kinds/trainingJob';
import { transformJob } from './kinds/transformJob';
import { tuningJob } from './kinds/tuningJob';

/** Every kind that stands by itself, in the order of the tree; the others are their children. */
export const resourceKinds: readonly ResourceKind[] = [
  trainingJob,
  model,
  endpoint,
  endpointConfig,
  tuningJob,
  processingJob,
  transformJob,
  autoMLJob,
  modelPackageGroup,
  notebookInstance,
  pipeline,
];
