import { brokenRules } from '../model/constraintRules';
import { checkJsonType } from '../model/jsonType';
import model from '../model/cloudwatch.json';
import { shapeOf, type ServiceModel, type Shape } from '../../../core/serviceModel';
import { cloudWatchError, type CloudWatchCode } from './cloudWatchError';

type Input = Readonly<Record<string, unknown>>;

interface Problem {
  readonly code: CloudWatchCode;
  readonly message: string;
}

const tables: ServiceModel = model;

/**
 * Checks a request against the service model, in CloudWatch's own words: it names parameters as
 * Query writes them, and says everything that is wrong, a line each. `code` stands for the codes of
 * the operations that have but one.
 */
export function checkParameters(operation: string, input: Input, code?: CloudWatchCode): void {
  const shape = shapeOf(tables, tables.operations[operation] ?? '');
  const problems = check(shape, input, '');
  const [first] = problems;
  if (first === undefined) return;
  throw cloudWatchError(code ?? first.code, problems.map(({ message }) => message).join('\n'));
}

function check(shape: Shape, value: unknown, path: string): readonly Problem[] {
  checkJsonType(shape, value);
  if (brokenRules(shape, value).length > 0) {
    return [{ code: 'InvalidParameterValue', message: sentence(shape, value, path) }];
  }
  if (shape.type === 'structure') return checkStructure(shape, value as Input, path);
  if (shape.type !== 'list') return [];
  const member = shapeOf(tables, shape.member ?? '');
  return (value as readonly unknown[]).flatMap((item, index) =>
    check(member, item, `${path}.member.${index + 1}`),
  );
}

function checkStructure(shape: Shape, value: Input, path: string): readonly Problem[] {
  return Object.entries(shape.members ?? {}).flatMap(([name, target]): readonly Problem[] => {
    const member = value[name];
    const memberPath = path === '' ? name : `${path}.${name}`;
    if (member !== undefined && member !== null) {
      return check(shapeOf(tables, target), member, memberPath);
    }
    if (!shape.required?.includes(name)) return [];
    return [{ code: 'MissingParameter', message: `The parameter ${memberPath} is required.` }];
  });
}

function sentence(shape: Shape, value: unknown, path: string): string {
  if (shape.enum !== undefined) {
    return `The parameter ${path} must be a value in the set [ ${shape.enum.join(', ')} ].`;
  }
  if (Array.isArray(value)) {
    const few = value.length < (shape.min ?? 0);
    const limit = few ? `less than ${shape.min ?? 0}` : `greater than ${shape.max ?? 0}`;
    return `The collection ${path} must not have a size ${limit}.`;
  }
  if (typeof value === 'number') {
    return `The parameter ${path} must be greater than or equal to ${shape.min ?? 0}.`;
  }
  return textSentence(shape, String(value), path);
}

function textSentence({ min = 0, max = Infinity, pattern }: Shape, text: string, path: string) {
  if (text.length < min) return `The parameter ${path} must be longer than ${min - 1} characters.`;
  if (text.length > max) return `The parameter ${path} must be shorter than ${max + 1} characters.`;
  return `The parameter ${path} must match the pattern ${pattern ?? ''}.`;
}
