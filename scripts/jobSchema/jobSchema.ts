import model from '../../src/core/training/model/createTrainingJob.json';
import { patternSource, shapeOf, type ServiceModel, type Shape } from '../../src/core/serviceModel';
import type { FieldSchema } from '../../src/core/training/spec/file/fieldSchema';
import { ownFields } from '../../src/core/training/spec/file/ownFields';
import { apiWords } from './apiWords';

type Schema = Readonly<Record<string, unknown>>;

const table: ServiceModel = model;
/** What a variable stands for is known at the launch only. */
const variable = '\\$\\{';

const kind: Schema = {
  description: 'What the file says; a training job by default.',
  const: 'TrainingJob',
};

/**
 * The JSON schema (draft 7) of job files: their own fields, and those of CreateTrainingJob by its model.
 * Fields stand in a condition on which nothing depends: an editor offers and explains them, and complains
 * of none, since `checkJobFile` does, in SageMaker's words and wherever a file is read.
 */
export function jobSchema(): Schema {
  const definitions = new Map<string, Schema>();
  const request = shapeOf(table, table.operations['CreateTrainingJob'] ?? '');
  const api = members('CreateTrainingJobRequest', request, { definitions, isWhole: false });
  const own = Object.entries(ownFields).map(([name, schema]) => [name, ownSchema(schema)]);
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'SageMaker training job',
    description:
      'A training job: short fields in lower case, and beside them any field of CreateTrainingJob, which wins.',
    allowTrailingCommas: true,
    defaultSnippets: snippets,
    // What is of another kind is no job file, of which nobody else says anything.
    properties: { kind },
    if: {
      type: 'object',
      properties: {
        $schema: { type: 'string' },
        kind,
        ...(Object.fromEntries(own) as Schema),
        ...api,
      },
      additionalProperties: false,
    },
    definitions: Object.fromEntries([...definitions].sort(([a], [b]) => (a < b ? -1 : 1))),
  };
}

const snippets = [
  {
    label: 'Train a script',
    body: {
      script: '${1:train.py}',
      framework: '${2:pytorch}',
      instanceType: '${3:ml.m5.xlarge}',
      channels: { '${4:train}': '${5:data}' },
      hyperparameters: {},
    },
  },
  {
    label: 'Train with a built-in algorithm',
    body: {
      algorithm: '${1:xgboost}',
      instanceType: '${2:ml.m5.xlarge}',
      channels: { '${3:train}': '${4:s3://bucket/folder/}' },
      hyperparameters: {},
    },
  },
];

/** Hovers read Markdown; others get the same without its marks. */
function described(words: string | undefined, schema: Schema): Schema {
  if (words === undefined) {
    return schema;
  }
  const plain = words.replaceAll('`', '');
  return {
    description: plain,
    ...(plain !== words && { markdownDescription: words }),
    ...schema,
  };
}

function ownSchema(schema: FieldSchema): Schema {
  const { description, pattern, enum: values, items, properties, anyOf, ...plain } = schema;
  const { additionalProperties: more, ...rest } = plain;
  return described(description, {
    ...rest,
    ...(pattern !== undefined && { pattern: `${pattern}|${variable}` }),
    ...(values && openEnum(values)),
    ...(items && { items: ownSchema(items) }),
    ...(properties && {
      properties: Object.fromEntries(
        Object.entries(properties).map(([name, one]) => [name, ownSchema(one)]),
      ),
    }),
    ...(more !== undefined && { additionalProperties: more === false ? false : ownSchema(more) }),
    ...(anyOf && { anyOf: anyOf.map(ownSchema) }),
  });
}

const openEnum = (values: readonly string[]): Schema => ({
  anyOf: [{ enum: values }, { pattern: variable }],
});

interface Place {
  readonly definitions: Map<string, Schema>;
  /** In lists nothing is merged: what is required is there, and `null` removes nothing. */
  readonly isWhole: boolean;
}

function members(structure: string, shape: Shape, place: Place): Schema {
  const words = apiWords[structure] ?? {};
  return Object.fromEntries(
    Object.entries(shape.members ?? {}).map(([name, target]) => [
      name,
      described(words[name], removable(shapeSchema(target, place), place)),
    ]),
  );
}

/** A definition says by itself whether `null` may stand in its place. */
function removable(schema: Schema, { isWhole }: Place): Schema {
  return isWhole || schema['type'] === undefined
    ? schema
    : { ...schema, type: [schema['type'], 'null'] };
}

/** Structures and long lists of values become definitions, the rest stands where it is needed. */
function shapeSchema(name: string, place: Place): Schema {
  const shape = shapeOf(table, name);
  switch (shape.type) {
    case 'structure':
      return defined(name, place, () => structureSchema(name, shape, place));
    case 'list':
      return {
        type: 'array',
        items: shapeSchema(shape.member ?? '', { ...place, isWhole: true }),
        ...sizes(shape, 'minItems', 'maxItems'),
      };
    case 'map':
      return {
        type: 'object',
        additionalProperties: removable(shapeSchema(shape.value ?? '', place), place),
        ...sizes(shape, 'minProperties', 'maxProperties'),
      };
    case 'string':
      return isInstanceType(name)
        ? defined(name, place, () => instanceTypeSchema(shape))
        : stringSchema(shape);
    case 'integer':
      return { type: 'integer', ...sizes(shape, 'minimum', 'maximum') };
    default:
      return { type: shape.type };
  }
}

function structureSchema(name: string, shape: Shape, place: Place): Schema {
  return {
    type: 'object',
    properties: members(name, shape, place),
    ...(place.isWhole && shape.required && { required: shape.required }),
    additionalProperties: false,
  };
}

function defined(shape: string, place: Place, make: () => Schema): Schema {
  const name = place.isWhole ? `${shape}Entry` : shape;
  if (!place.definitions.has(name)) {
    place.definitions.set(name, removable(make(), place));
  }
  return { $ref: `#/definitions/${name}` };
}

const isInstanceType = (name: string): boolean => /^(Training|Processing)InstanceType$/.test(name);

/** New types need no release of ours; those that are known are offered. */
function instanceTypeSchema({ enum: values = [] }: Shape): Schema {
  return { type: 'string', anyOf: [{ enum: values }, { pattern: `^ml\\.|${variable}` }] };
}

function stringSchema({ pattern, enum: values, max, min }: Shape): Schema {
  if (values !== undefined) {
    return { type: 'string', ...openEnum(values) };
  }
  const isPlain = pattern === undefined || /^\.[*+]$/.test(pattern);
  return {
    type: 'string',
    ...(!isPlain && { pattern: `${patternSource(pattern)}|${variable}` }),
    ...(max !== undefined && { maxLength: max }),
    // A variable may be shorter than what it stands for.
    ...((min ?? 0) > 0 && { minLength: 1 }),
  };
}

function sizes({ min, max }: Shape, least: string, most: string): Schema {
  return {
    ...(min !== undefined && { [least]: min }),
    ...(max !== undefined && { [most]: max }),
  };
}
