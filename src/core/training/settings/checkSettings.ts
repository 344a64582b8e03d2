import type { FieldErrors } from '../../../shared/contracts/launch';
import {
  distributionKinds,
  inputModes,
  settingNames,
  type LaunchSettings,
  type SettingName,
} from '../../../shared/contracts/launchSettings';
import { rowErrors } from './checkRows';
import {
  absolutePathProblem,
  idsProblem,
  imageProblem,
  instanceTypeProblem,
  kmsKeyProblem,
  lineProblem,
  numberProblem,
  oneOfProblem,
  roleProblem,
  s3Problem,
  trainingPlanProblem,
  type Problem,
} from './settingProblems';
import { isTicked, settingText } from './settingText';
import { defaultMaxWait } from './settingsLaunch';

/** What is around the settings of a job. */
export interface SettingsPlace {
  /** Jobs get a role when none is named. */
  readonly hasRole: boolean;
  readonly maxRuntimeMinutes: number;
}

/** A box, or what is judged where it is known what there is. */
const box = (): Problem => null;

/** Of a field that is filled in; limits of CreateTrainingJob (service model 2017-07-24). */
const problems: Readonly<Record<SettingName, (text: string) => Problem>> = {
  framework: box,
  frameworkVersion: box,
  pythonVersion: box,
  imageUri: imageProblem,
  roleArn: roleProblem,
  instanceType: instanceTypeProblem,
  instanceCount: numberProblem({ from: 1, to: 100_000, example: 1 }),
  volumeGigabytes: numberProblem({ from: 1, to: 65_536, example: 30 }),
  inputMode: oneOfProblem(inputModes),
  outputUri: s3Problem,
  outputKmsKey: kmsKeyProblem,
  keepsFiles: box,
  isSpot: box,
  maxWaitMinutes: numberProblem({ from: 1, to: 28 * 24 * 60, example: 120 }),
  checkpointUri: s3Problem,
  checkpointPath: absolutePathProblem,
  keepAliveMinutes: numberProblem({ from: 1, to: 360, example: 30 }),
  retryAttempts: numberProblem({ from: 0, to: 30, example: 1 }),
  trainingPlan: trainingPlanProblem,
  subnets: idsProblem('subnet-', 16),
  securityGroups: idsProblem('sg-', 5),
  isIsolated: box,
  encryptsTraffic: box,
  volumeKmsKey: kmsKeyProblem,
  distribution: oneOfProblem(distributionKinds),
  processesPerHost: numberProblem({ from: 1, to: 1000, example: 8 }),
  mpiOptions: lineProblem,
};

/**
 * What is wrong with the settings of a job that runs elsewhere: `setting:NAME`, `tag:INDEX`,
 * `environment:INDEX`, `group:INDEX`.
 */
export function checkSettings(settings: LaunchSettings, place: SettingsPlace): FieldErrors {
  const together = [roleErrors, spotErrors, networkErrors].flatMap((check) =>
    check(settings, place),
  );
  const errors = settingNames.flatMap((name): FieldError[] => {
    const text = settingText(settings, name);
    const problem = text === '' || isUnread(settings, name) ? null : problems[name](text);
    return problem === null ? [] : [[`setting:${name}`, problem]];
  });
  return Object.fromEntries([...together, ...rowErrors(settings), ...errors]);
}

type FieldError = readonly [field: string, message: string];

/** Fields that another one hides. */
function isUnread(settings: LaunchSettings, name: SettingName): boolean {
  switch (name) {
    case 'maxWaitMinutes':
      return !isTicked(settings, 'isSpot');
    case 'checkpointPath':
      return settingText(settings, 'checkpointUri') === '';
    case 'instanceType':
    case 'instanceCount':
      return settings.groups.length > 0;
    case 'processesPerHost':
      return settingText(settings, 'distribution') !== 'mpi';
    case 'mpiOptions':
      return !['mpi', 'smDataParallel'].includes(settingText(settings, 'distribution'));
    default:
      return false;
  }
}

function roleErrors(settings: LaunchSettings, { hasRole }: SettingsPlace): FieldError[] {
  return settingText(settings, 'roleArn') === '' && !hasRole
    ? [['setting:roleArn', 'The job needs a role: the ARN of one that SageMaker may take on.']]
    : [];
}

/** API reference, `MaxWaitTimeInSeconds`; developer guide, "Train using SageMaker managed warm pools". */
function spotErrors(settings: LaunchSettings, { maxRuntimeMinutes }: SettingsPlace): FieldError[] {
  if (!isTicked(settings, 'isSpot')) {
    return [];
  }
  const text = settingText(settings, 'maxWaitMinutes');
  const wait = text === '' ? defaultMaxWait(maxRuntimeMinutes) : Number(text);
  const keepsAlive = settingText(settings, 'keepAliveMinutes') !== '';
  return [
    ...(wait < maxRuntimeMinutes
      ? ([
          [
            'setting:maxWaitMinutes',
            `At least the max runtime, ${maxRuntimeMinutes} minutes: it is waiting and running together.`,
          ],
        ] as const)
      : []),
    ...(keepsAlive
      ? ([
          [
            'setting:keepAliveMinutes',
            'Spot instances do not stay. Leave this empty, or spot out.',
          ],
        ] as const)
      : []),
  ];
}

/** API reference, `VpcConfig`: both are required. */
function networkErrors(settings: LaunchSettings): FieldError[] {
  const subnets = settingText(settings, 'subnets');
  const groups = settingText(settings, 'securityGroups');
  if ((subnets === '') === (groups === '')) {
    return [];
  }
  return subnets === ''
    ? [['setting:subnets', 'Security groups need subnets beside them.']]
    : [['setting:securityGroups', 'Subnets need a security group beside them.']];
}
