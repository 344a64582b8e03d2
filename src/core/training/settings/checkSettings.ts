import type { FieldErrors } from '../../../shared/contracts/launch';
import { settingNames, type LaunchSettings } from '../../../shared/contracts/launchSettings';
import { instanceTypeProblem, numberProblem, roleProblem, type Problem } from './settingProblems';
import { settingText } from './settingText';

/** What a connection gives that a field can then be left empty for. */
export interface SettingsPlace {
  /** Jobs get a role when none is named. */
  readonly hasRole: boolean;
}

/** Of a field that is filled in; limits of CreateTrainingJob (service model 2017-07-24). */
const problems: Readonly<Record<(typeof settingNames)[number], (text: string) => Problem>> = {
  roleArn: roleProblem,
  instanceType: instanceTypeProblem,
  instanceCount: numberProblem({ from: 1, to: 100_000, example: 1 }),
  volumeGigabytes: numberProblem({ from: 1, to: 65_536, example: 30 }),
};

/** What is wrong with the settings of a job that runs elsewhere, as `setting:NAME`. */
export function checkSettings(settings: LaunchSettings, place: SettingsPlace): FieldErrors {
  const errors = settingNames.flatMap((name) => {
    const text = settingText(settings, name);
    const problem = text === '' ? null : problems[name](text);
    return problem === null ? [] : [[`setting:${name}`, problem] as const];
  });
  const lacksRole = settingText(settings, 'roleArn') === '' && !place.hasRole;
  return {
    ...Object.fromEntries(errors),
    ...(lacksRole && {
      'setting:roleArn': 'The job needs a role: the ARN of one that SageMaker may take on.',
    }),
  };
}
