import type { LaunchSettings, NamedText } from '../../../shared/contracts/launchSettings';
import { instanceTypeProblem, numberProblem, type Problem } from './settingProblems';

type FieldError = readonly [field: string, message: string];

/** Limits of CreateTrainingJob (service model 2017-07-24). */
const limits = {
  ...{ tags: 50, tagKey: 128, tagValue: 256 },
  ...{ variables: 100, variable: 512 },
  ...{ groups: 5, groupName: 64 },
};

/** What is wrong with rows, as `tag:INDEX`, `environment:INDEX`, `group:INDEX`. */
export function rowErrors({ tags, environment, groups }: LaunchSettings): FieldError[] {
  return [
    ...eachRow('tag', tags, tagProblem, limits.tags),
    ...eachRow('environment', environment, variableProblem, limits.variables),
    ...groupErrors(groups),
  ];
}

/** A row with neither name nor value has only been begun. */
export const isBegunRow = ({ name, value }: NamedText): boolean =>
  name.trim() === '' && value.trim() === '';

function eachRow(
  field: string,
  rows: readonly NamedText[],
  problemOf: (name: string, value: string) => Problem,
  most: number,
): FieldError[] {
  const taken = new Set<string>();
  return rows.flatMap((row, index): FieldError[] => {
    const name = row.name.trim();
    const isThere = taken.has(name);
    taken.add(name);
    if (isBegunRow(row)) {
      return [];
    }
    const tooMany = taken.size > most ? `SageMaker allows ${most} of them.` : null;
    const again = isThere ? `“${name}” is there already.` : null;
    const problem = again ?? problemOf(name, row.value) ?? tooMany;
    return problem === null ? [] : [[`${field}:${index}`, problem]];
  });
}

function tagProblem(name: string, value: string): Problem {
  if (name === '') {
    return 'The tag needs a key.';
  }
  if (/^aws:/i.test(name)) {
    return 'Keys that begin with aws: belong to AWS.';
  }
  if (name.length > limits.tagKey || value.length > limits.tagValue) {
    return `Too long: a key has at most ${limits.tagKey} characters, a value ${limits.tagValue}.`;
  }
  return /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u.test(name + value)
    ? null
    : 'Letters, digits, spaces and _ . : / = + - @ only.';
}

function variableProblem(name: string, value: string): Problem {
  if (name === '') {
    return 'The variable needs a name.';
  }
  if (!/^[a-zA-Z_]\w*$/.test(name)) {
    return 'Letters, digits and underscores only, with no digit first.';
  }
  return name.length > limits.variable || value.length > limits.variable
    ? `Too long: SageMaker allows ${limits.variable} characters for the name and for the value.`
    : null;
}

function groupErrors(groups: LaunchSettings['groups']): FieldError[] {
  const taken = new Set<string>();
  return groups.flatMap(({ name, type, count }, index): FieldError[] => {
    const [own, isThere] = [name.trim(), taken.has(name.trim())];
    taken.add(own);
    const problem =
      groupNameProblem(own, isThere) ??
      instanceTypeProblem(type.trim()) ??
      numberProblem({ from: 1, to: 100_000, example: 1 })(count.trim()) ??
      (index >= limits.groups ? `SageMaker allows ${limits.groups} groups.` : null);
    return problem === null ? [] : [[`group:${index}`, problem]];
  });
}

function groupNameProblem(name: string, isThere: boolean): Problem {
  if (name === '') {
    return 'The group needs a name.';
  }
  if (name.length > limits.groupName) {
    return `The name is too long; SageMaker allows ${limits.groupName} characters.`;
  }
  return isThere ? `There is already a group “${name}”.` : null;
}
