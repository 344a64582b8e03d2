import { pythonString, type JsonObject } from './json';
import { pythonCall, pythonLiteral, type Argument } from './pythonCode';

/** A script that sends the request by boto3, to `region`. */
export function boto3Script(request: JsonObject, region: string): string {
  const call = pythonCall('sagemaker.create_training_job', keywords(request));
  return [
    'import boto3\n',
    `sagemaker = boto3.client("sagemaker", region_name=${pythonString(region)})`,
    `response = ${call}`,
    'print(response["TrainingJobArn"])\n',
  ].join('\n');
}

/** Names of the service are Python's too; what is none goes in a dictionary. */
function keywords(request: JsonObject): readonly Argument[] {
  const entries = Object.entries(request);
  const named = entries.filter(([name]) => isKeyword(name));
  const others = entries.filter(([name]) => !isKeyword(name));
  return [
    ...named.map(([name, value]): Argument => [name, pythonLiteral(value, 1)]),
    ...(others.length > 0
      ? [['**', pythonLiteral(Object.fromEntries(others), 1)] satisfies Argument]
      : []),
  ];
}

const isKeyword = (name: string): boolean =>
  /^[A-Z][A-Za-z0-9]*$/.test(name) && !['None', 'True', 'False'].includes(name);
