import { fitRequest } from './fitRequest';
import { isList, isObject, pythonString, type Json, type JsonObject } from './json';
import { pythonCall, pythonList, pythonLiteral, type Argument } from './pythonCode';
import { requestShape, type Shape, type Structure } from './requestShape';
import { sdkHeader } from './sdkHeader';
import { sdk3Limits } from './sdkLimits';
import { snakeCase } from './wordsOfName';

/**
 * A script that creates the job by `TrainingJob.create` of the SageMaker Python SDK 3, in `region`.
 * `ModelTrainer` says less: it gives jobs names of its own, and has no place for several members.
 */
export function sdk3Script(request: JsonObject, region: string): string {
  const fitted = fitRequest(request, sdk3Limits);
  const shapes = new Set<string>();
  const create = pythonCall('training_job = TrainingJob.create', [
    ...keywords(fitted.kept, requestShape, { shapes, depth: 0 }),
    ['region', pythonString(region)],
  ]);
  const shapeNames = [...shapes].filter((name) => !inResources.has(name));
  return [
    sdkHeader('The SageMaker Python SDK 3', fitted),
    imported('sagemaker.core.resources', [
      'TrainingJob',
      ...[...shapes].filter((name) => inResources.has(name)),
    ]),
    imported('sagemaker.core.shapes', shapeNames),
    `\n${create}\n`,
    'print(training_job.training_job_arn)\n',
  ].join('');
}

/** There is a second class of this name among the shapes, which `create` refuses. */
const inResources: ReadonlySet<string> = new Set(['Tag']);

function imported(module: string, names: readonly string[]): string {
  const sorted = [...names].sort();
  if (sorted.length < 4) {
    return sorted.length > 0 ? `from ${module} import ${sorted.join(', ')}\n` : '';
  }
  return `from ${module} import (\n${sorted.map((name) => `    ${name},\n`).join('')})\n`;
}

interface Writing {
  /** Classes that are used, to be imported. */
  readonly shapes: Set<string>;
  readonly depth: number;
}

function keywords(
  value: JsonObject,
  { members }: Structure,
  writing: Writing,
): readonly Argument[] {
  const inner = { ...writing, depth: writing.depth + 1 };
  return Object.entries(value).flatMap(([name, item]) => {
    const shape = members.get(name)?.shape;
    return shape ? [[snakeCase(name), code(item, shape, inner)] satisfies Argument] : [];
  });
}

function code(value: Json, shape: Shape, writing: Writing): string {
  if (shape.kind === 'structure' && isObject(value)) {
    writing.shapes.add(shape.name);
    return pythonCall(shape.name, keywords(value, shape, writing), writing.depth);
  }
  if (shape.kind === 'list' && isList(value)) {
    const inner = { ...writing, depth: writing.depth + 1 };
    return pythonList(
      value.map((item) => code(item, shape.item, inner)),
      writing.depth,
    );
  }
  return pythonLiteral(value, writing.depth);
}
