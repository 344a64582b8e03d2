import type { KindsByArea } from '../core/resources/area';
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

/** Every kind that stands by itself, by the view that shows it and in its order; the others are their children. */
export const kindsByArea: KindsByArea = {
  jobs: [trainingJob, tuningJob, processingJob, transformJob, autoMLJob],
  models: [model, modelPackageGroup],
  endpoints: [endpoint, endpointConfig],
  more: [pipeline, notebookInstance],
};

export const resourceKinds: readonly ResourceKind[] = Object.values(kindsByArea).flat();
