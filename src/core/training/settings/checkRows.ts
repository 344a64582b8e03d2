import type { LaunchSettings, NamedText } from '../../../shared/contracts/launchSettings';
import { matchesPattern } from '../../serviceModel';
import { mostOf, requestLimits } from '../spec/requestLimits';
import { instanceTypeProblem, mostInstances, numberProblem, type Problem } from './settingProblems';

type FieldError = readonly [field: string, message: string];

/** The parts of a row that can be wrong: an error is `tag:0:value`, at the very field. */
export const rowParts = {
  tag: ['name', 'value'],
  environment: ['name', 'value'],
  group: ['name', 'type', 'count'],
} as const;

export type RowKind = keyof typeof rowParts;

/** What can be wrong with the parts of rows. */
interface RowRules {
  readonly name: (name: string) => Problem;
  readonly value: (value: string) => Problem;
  /** Rows. */
  readonly most: number;
}

/** What is wrong with rows: `tag:INDEX:PART`, `environment:INDEX:PART`, `group:INDEX:PART`. */
export function rowErrors({ tags, environment, groups }: LaunchSettings): FieldError[] {
  return [
    ...namedErrors('tag', tags, tagRules),
    ...namedErrors('environment', environment, variableRules),
    ...groupErrors(groups),
  ];
}

/** A row with neither name nor value has only been begun. */
export const isBegunRow = ({ name, value }: NamedText): boolean =>
  name.trim() === '' && value.trim() === '';

function namedErrors(
  kind: 'tag' | 'environment',
  rows: readonly NamedText[],
  rules: RowRules,
): FieldError[] {
  const taken = new Set<string>();
  return rows.flatMap((row, index): FieldError[] => {
    if (isBegunRow(row)) {
      return [];
    }
    const name = row.name.trim();
    const isThere = taken.has(name);
    taken.add(name);
    const tooMany = taken.size > rules.most ? `SageMaker allows ${rules.most} of them.` : null;
    return errorsAt(`${kind}:${index}`, {
      name: (isThere ? `“${name}” is there already.` : null) ?? rules.name(name) ?? tooMany,
      value: rules.value(row.value),
    });
  });
}

const errorsAt = (row: string, problems: Readonly<Record<string, Problem>>): FieldError[] =>
  Object.entries(problems).flatMap(([part, problem]) =>
    problem === null ? [] : [[`${row}:${part}`, problem] as const],
  );

const tagKey = ['Tags', 0, 'Key'];
const tagValue = ['Tags', 0, 'Value'];

const tagRules: RowRules = {
  most: mostOf('Tags'),
  name: (name) => {
    if (name === '') {
      return 'The tag needs a key.';
    }
    // API reference, Tag.
    return /^aws:/i.test(name)
      ? 'Keys that begin with aws: belong to AWS.'
      : (lengthProblem(name, mostOf(...tagKey)) ?? tagSigns(name, tagKey));
  },
  value: (value) => lengthProblem(value, mostOf(...tagValue)) ?? tagSigns(value, tagValue),
};

const tagSigns = (text: string, path: readonly (string | number)[]): Problem =>
  matchesPattern(requestLimits(...path).pattern ?? '.*', text)
    ? null
    : 'Letters, digits, spaces and _ . : / = + - @ only.';

const variableName = ['Environment', 'key'];

const variableRules: RowRules = {
  most: mostOf('Environment'),
  name: (name) => {
    if (name === '') {
      return 'The variable needs a name.';
    }
    return matchesPattern(requestLimits(...variableName).pattern ?? '.*', name)
      ? lengthProblem(name, mostOf(...variableName))
      : 'Letters, digits and underscores only, with no digit first.';
  },
  value: (value) => lengthProblem(value, mostOf('Environment', 'value')),
};

const lengthProblem = (text: string, most: number): Problem =>
  text.length > most ? `Too long: SageMaker allows ${most} characters.` : null;

const groupList = ['ResourceConfig', 'InstanceGroups'];
const mostGroups = mostOf(...groupList);

function groupErrors(groups: LaunchSettings['groups']): FieldError[] {
  const taken = new Set<string>();
  return groups.flatMap(({ name, type, count }, index): FieldError[] => {
    const [own, isThere] = [name.trim(), taken.has(name.trim())];
    taken.add(own);
    const tooMany = index >= mostGroups ? `SageMaker allows ${mostGroups} groups.` : null;
    return errorsAt(`group:${index}`, {
      name: groupNameProblem(own, isThere) ?? tooMany,
      type: instanceTypeProblem(type.trim()),
      count: numberProblem({ from: 1, to: mostInstances, example: 1 })(count.trim()),
    });
  });
}

function groupNameProblem(name: string, isThere: boolean): Problem {
  if (name === '') {
    return 'The group needs a name.';
  }
  return isThere
    ? `There is already a group “${name}”.`
    : lengthProblem(name, mostOf(...groupList, 0, 'InstanceGroupName'));
}
