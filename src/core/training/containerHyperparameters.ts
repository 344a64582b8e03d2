import { parsePythonJson, pythonStr, type PythonDict, type PythonValue } from './pythonValue';

/** Hyperparameters as the training toolkit divides them. */
export interface ContainerHyperparameters {
  /** What the script gets. */
  readonly user: PythonDict;
  /** Settings of the toolkit itself: its nine names and everything that begins with `sagemaker_`. */
  readonly toolkit: PythonDict;
}

const prefix = 'sagemaker_';

/** sagemaker-training toolkit, `params.py`. */
const reservedNames: ReadonlySet<string> = new Set([
  'sagemaker_program',
  'sagemaker_submit_directory',
  'sagemaker_enable_cloudwatch_metrics',
  'sagemaker_region',
  'sagemaker_container_log_level',
  'sagemaker_job_name',
  'default_user_module_name',
  '_tuning_objective_metric',
  'sagemaker_s3_output',
]);

/**
 * Decodes a request's hyperparameters: JSON where a value is JSON, else the text as it is
 * (sagemaker-training toolkit, `environment.py`, `read_hyperparameters`).
 */
export function readHyperparameters(
  raw: Readonly<Record<string, string>>,
): ContainerHyperparameters {
  const user = new Map<string, PythonValue>();
  const toolkit = new Map<string, PythonValue>();
  for (const [name, text] of Object.entries(raw)) {
    const target = reservedNames.has(name) || name.startsWith(prefix) ? toolkit : user;
    target.set(name, parsePythonJson(text) ?? pythonStr(text));
  }
  return { user, toolkit };
}

/** Toolkit settings that it does not know itself and hands on to the framework. */
export function frameworkParameters(hyperparameters: ContainerHyperparameters): PythonDict {
  return new Map([...hyperparameters.toolkit].filter(([name]) => !reservedNames.has(name)));
}

/** One toolkit setting as text, or `undefined` when the request has none or an empty one. */
export function toolkitText(
  hyperparameters: ContainerHyperparameters,
  name: string,
): string | undefined {
  const value = hyperparameters.toolkit.get(name);
  if (value === undefined || value.kind === 'none') return undefined;
  if (value.kind === 'str') return value.value === '' ? undefined : value.value;
  return value.kind === 'int' ? value.value.toString() : undefined;
}
