import type { FormArgument } from '../../shared/contracts/launch';
import type { ArgumentType, PlainHyperparameter, ScriptInspection } from './inspection';

/** Written by SageMaker itself, and words that no key may be here. */
const unusable = /^(sagemaker_|_tuning_objective_metric$|-)|\s|^$/;

/** What a script reads of its hyperparameters without a parser, as arguments of the form. */
export function plainArguments({
  hyperparameters,
}: Pick<ScriptInspection, 'hyperparameters'>): FormArgument[] {
  return hyperparameters.filter(({ name }) => !unusable.test(name)).map(plainArgument);
}

function plainArgument(read: PlainHyperparameter): FormArgument {
  return {
    name: read.name,
    flags: [],
    type: typeOf(read),
    default: read.default,
    hasDefault: read.hasDefault,
    choices: null,
    required: read.required,
    help: null,
    certain: true,
    line: read.line,
    isPlain: true,
  };
}

/** A default of 5 says that it is a number, but not that it must be whole. */
function typeOf({ default: preset }: PlainHyperparameter): ArgumentType {
  switch (typeof preset) {
    case 'string':
      return 'str';
    case 'number':
      return 'float';
    case 'boolean':
      return 'bool';
    default:
      return 'other';
  }
}
