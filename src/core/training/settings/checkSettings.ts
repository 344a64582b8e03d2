import type { FieldErrors } from '../../../shared/contracts/launch';
import {
  distributionKinds,
  inputModes,
  settingNames,
  type LaunchSettings,
  type SettingName,
} from '../../../shared/contracts/launchSettings';
import { mostOf, requestLimits } from '../spec/requestLimits';
import { longestRuntime, timeConflicts, type TimeConflict } from '../spec/timeConflicts';
import { rowErrors } from './checkRows';
import {
  absolutePathProblem,
  idsProblem,
  imageProblem,
  instanceTypeProblem,
  kmsKeyProblem,
  lineProblem,
  mostInstances,
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

/** The service model has no upper bound; an EBS volume has no more ("Amazon EBS volume types"). */
const mostGigabytes = 65_536;

const minutes = { unit: 'minutes' } as const;

const pending = requestLimits('StoppingCondition', 'MaxPendingTimeInSeconds');

/** Of a field that is filled in; limits of CreateTrainingJob are the service model's. */
const problems: Readonly<Record<SettingName, (text: string) => Problem>> = {
  framework: box,
  frameworkVersion: box,
  pythonVersion: box,
  imageUri: imageProblem,
  roleArn: roleProblem,
  instanceType: instanceTypeProblem,
  instanceCount: numberProblem({ from: 1, to: mostInstances, example: 1 }),
  volumeGigabytes: numberProblem({ from: 1, to: mostGigabytes, example: 30, unit: 'GB' }),
  inputMode: oneOfProblem(inputModes),
  outputUri: s3Problem,
  outputKmsKey: kmsKeyProblem,
  keepsFiles: box,
  isSpot: box,
  maxWaitMinutes: numberProblem({ ...minutes, from: 1, to: longestRuntime / 60, example: 120 }),
  checkpointUri: s3Problem,
  checkpointPath: absolutePathProblem,
  keepAliveMinutes: numberProblem({
    ...{ ...minutes, from: 1, example: 30 },
    to: mostOf('ResourceConfig', 'KeepAlivePeriodInSeconds') / 60,
  }),
  retryAttempts: numberProblem({
    ...{ from: 0, to: mostOf('RetryStrategy', 'MaximumRetryAttempts'), example: 1 },
  }),
  trainingPlan: trainingPlanProblem,
  maxPendingMinutes: numberProblem({
    ...minutes,
    from: (pending.min ?? 0) / 60,
    to: (pending.max ?? Infinity) / 60,
    example: 240,
  }),
  subnets: idsProblem('subnet-', mostOf('VpcConfig', 'Subnets')),
  securityGroups: idsProblem('sg-', mostOf('VpcConfig', 'SecurityGroupIds')),
  isIsolated: box,
  encryptsTraffic: box,
  volumeKmsKey: kmsKeyProblem,
  distribution: oneOfProblem(distributionKinds),
  processesPerHost: numberProblem({ from: 1, to: 1000, example: 8 }),
  mpiOptions: lineProblem,
};

/**
 * What is wrong with the settings of a job that runs elsewhere: `setting:NAME`, `tag:INDEX:PART`,
 * `environment:INDEX:PART`, `group:INDEX:PART` (see `rowParts`).
 */
export function checkSettings(settings: LaunchSettings, place: SettingsPlace): FieldErrors {
  const together = [roleErrors, timeErrors, networkErrors].flatMap((check) =>
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

/** What times have against each other; those of the empty fields count. */
function timeErrors(settings: LaunchSettings, { maxRuntimeMinutes }: SettingsPlace): FieldError[] {
  const isSpot = isTicked(settings, 'isSpot');
  const text = settingText(settings, 'maxWaitMinutes');
  const wait = text === '' ? defaultMaxWait(maxRuntimeMinutes) : Number(text);
  const found = timeConflicts({
    ...{ maxRuntime: maxRuntimeMinutes * 60, isSpot },
    ...(isSpot && { maxWait: wait * 60 }),
    keepAlive: Number(settingText(settings, 'keepAliveMinutes')) * 60,
    hasGroups: settings.groups.length > 0,
  });
  const errors: readonly (readonly [TimeConflict, ...FieldError])[] = [
    [
      ...(['waitTooShort', 'setting:maxWaitMinutes'] as const),
      `At least the max runtime, ${maxRuntimeMinutes} minutes: it is waiting and running together.`,
    ],
    [
      ...(['warmGroups', 'setting:keepAliveMinutes'] as const),
      'Instances of groups do not stay. Leave this empty, or use one instance type.',
    ],
    [
      ...(['warmSpot', 'setting:keepAliveMinutes'] as const),
      'Spot instances do not stay. Leave this empty, or spot out.',
    ],
  ];
  return errors.flatMap(([conflict, ...error]) => (found.has(conflict) ? [error] : []));
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
