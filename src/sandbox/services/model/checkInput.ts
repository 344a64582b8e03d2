import { ServiceError } from '../../http/jsonService';
import { allRules, brokenRules, constraintProblem } from './constraintRules';
import { checkJsonType, isCollection } from './jsonType';
import { shapeOf, type ServiceModel, type Shape } from '../../../core/serviceModel';

type Input = Readonly<Record<string, unknown>>;

/**
 * Checks a request against the service model as the service's front end does: a wrong JSON type is
 * a `SerializationException`, everything else is collected into one refusal with `code` and the
 * front end's sentence. Members that the model does not know are ignored, as the service does.
 */
export function checkInput(
  model: ServiceModel,
  operation: string,
  input: Input,
  code = 'ValidationException',
): void {
  const name = model.operations[operation];
  if (name === undefined) throw new Error(`The service model has no operation ${operation}`);
  const problems: string[] = [];
  new InputCheck(model, problems).check(shapeOf(model, name), input, []);
  if (problems.length > 0) throw constraintError(problems, code);
}

/** The front end's refusal; `problems` as `constraintProblem` words them. */
export function constraintError(
  problems: readonly string[],
  code = 'ValidationException',
): ServiceError {
  const errors = problems.length === 1 ? 'error' : 'errors';
  const message = `${problems.length} validation ${errors} detected: ${problems.join('; ')}`;
  return new ServiceError(code, message);
}

/** Recursive shapes, such as search expressions, may be nested without end. */
const deepest = 100;

class InputCheck {
  constructor(
    private readonly model: ServiceModel,
    private readonly problems: string[],
  ) {}

  check(shape: Shape, value: unknown, path: readonly string[]): void {
    checkJsonType(shape, value);
    if (path.length > deepest) {
      throw new ServiceError('SerializationException', 'The request is nested too deeply.');
    }
    const broken = brokenRules(shape, value);
    for (const rule of broken) this.report(value, path, rule);
    // What has too many members is refused for that alone.
    if (broken.length > 0) return;
    if (shape.type === 'structure') this.checkStructure(shape, value as Input, path);
    if (shape.type === 'list') this.checkList(shape, value as readonly unknown[], path);
    if (shape.type === 'map') this.checkMap(shape, value as Input, path);
  }

  private checkStructure(shape: Shape, value: Input, path: readonly string[]): void {
    for (const [name, target] of Object.entries(shape.members ?? {})) {
      const member = value[name];
      const memberPath = [...path, lowerFirst(name)];
      if (member !== undefined && member !== null) {
        this.check(shapeOf(this.model, target), member, memberPath);
      } else if (shape.required?.includes(name)) {
        this.report(null, memberPath, 'Member must not be null');
      }
    }
  }

  private checkList(shape: Shape, items: readonly unknown[], path: readonly string[]): void {
    const member = shapeOf(this.model, shape.member ?? '');
    if (!isCollection(member)) {
      this.checkPlain(member, items, (rules) => {
        this.report(items, path, `Member must satisfy constraint: ${rules}`);
      });
      return;
    }
    items.forEach((item, index) => {
      const itemPath = [...path, String(index + 1), 'member'];
      if (item === null) this.report(null, itemPath, 'Member must not be null');
      else this.check(member, item, itemPath);
    });
  }

  /** The maps of all these services hold plain values. */
  private checkMap(shape: Shape, map: Input, path: readonly string[]): void {
    this.checkPlain(shapeOf(this.model, shape.key ?? ''), Object.keys(map), (rules) => {
      this.report(map, path, `Map keys must satisfy constraint: ${rules}`);
    });
    this.checkPlain(shapeOf(this.model, shape.value ?? ''), Object.values(map), (rules) => {
      this.report(map, path, `Map value must satisfy constraint: ${rules}`);
    });
  }

  /** Plain values are refused all together, by all rules of their shape. */
  private checkPlain(
    shape: Shape,
    values: readonly unknown[],
    refuse: (rules: string) => void,
  ): void {
    for (const value of values) if (value !== null) checkJsonType(shape, value);
    if (values.includes(null)) refuse('[Member must not be null]');
    else if (values.some((value) => brokenRules(shape, value).length > 0)) {
      refuse(`[${allRules(shape).join(', ')}]`);
    }
  }

  private report(value: unknown, path: readonly string[], rule: string): void {
    this.problems.push(constraintProblem(value, path.join('.'), rule));
  }
}

function lowerFirst(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}
