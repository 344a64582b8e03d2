import assert from 'node:assert/strict';
import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import fc from 'fast-check';
import { capture, cleanEnvironment } from '../../scripts/processes';
import { pythonEnvironment } from '../../scripts/test/pythonEnvironments';
import { isList, isObject, type Json, type JsonObject } from '../../src/core/training/exports/json';
import { readRequest } from '../../src/core/training/imports/readRequest';
import { anyRequests } from './anyRequests';
import { needs } from './environments';
import { temporaryFolder } from './sandboxServer';

const seed = Number(process.env['PLANS_SEED'] ?? 1);

describe('commands of the AWS CLI in the form of options', () => {
  needs('cli1');

  it('are read as the CLI reads them, and give the request back', async function () {
    this.timeout(120_000);
    const requests = fc.sample(anyRequests, { numRuns: 200, seed }).map(withoutUnknown);
    const commands = requests.map((request, index) => optionWords(request, index));
    const told = await readByCli(commands);
    for (const [index, request] of requests.entries()) {
      const about = `request ${index} of seed ${seed}`;
      const line = ['aws', ...(commands[index] ?? []).map(quoted)].join(' \\\n  ');
      assert.deepEqual(readRequest(line), { request: told[index], region: 'us-east-1' }, about);
      assert.deepEqual(told[index], request, about);
    }
  });

  it('are read alike where the shorthand is odd', async () => {
    const commands = oddTags.map((words) => [...command, ...required, '--tags', ...words]);
    const told = await readByCli(commands);
    const read = commands.map((words) => {
      const found = readRequest(['aws', ...words.map(quoted)].join(' '));
      return 'request' in found ? found.request : found.problem.reason;
    });
    const expected = told.map((each) => (isObject(each) ? each : 'shorthand'));
    assert.deepEqual(read, expected);
    assert.ok(expected.includes('shorthand'));
  });

  async function readByCli(commands: readonly (readonly string[])[]): Promise<readonly Json[]> {
    const folder = await temporaryFolder();
    try {
      const file = path.join(folder.path, 'commands.json');
      await fs.writeFile(file, JSON.stringify(commands));
      // Without its own validation, as what is odd is asked for; and as version 2, which fetches no addresses.
      const config = path.join(folder.path, 'config');
      const settings = ['parameter_validation', 'cli_follow_urlparam'];
      await fs.writeFile(config, `[default]\n${settings.join(' = false\n')} = false\n`);
      const env = cleanEnvironment({
        ...{ AWS_ACCESS_KEY_ID: 'a', AWS_SECRET_ACCESS_KEY: 'b', AWS_CONFIG_FILE: config },
      });
      const python = path.join(await pythonEnvironment('cli1'), 'python');
      const script = path.join(__dirname, 'python', 'imports_cli.py');
      const output = await capture(python, [script, file], { env });
      return JSON.parse(output.trim().split('\n').at(-1) ?? '') as readonly Json[];
    } finally {
      await folder.remove();
    }
  }
});

const command = ['--region', 'us-east-1', 'sagemaker', 'create-training-job'];
const required = [
  ...['--training-job-name', 'a', '--role-arn', 'b', '--output-data-config', 'S3OutputPath=c'],
];

/** What the shorthand's rules decide in ways that a person would not. */
const oddTags: readonly (readonly string[])[] = [
  ['Key=a,Value=b,c'],
  ['Key=a b ,Value= c'],
  ['Key=a\\,b,Value=x'],
  ['Key=\'a,b\',Value="c=d"'],
  ["Key='a\\'b',Value='c\\\\'"],
  ['Key=a=b,Value=c'],
  ['Key=a,Value='],
  ['Key=,Value=,'],
  ['Key=[a,b],Value={c=d}'],
  ['Key=[a,],Value=[]'],
  ['Key=[[a],[b]],Value=[{c=d},{e=f}]'],
  ['Key= [a]'],
  ['Key={a=[b,c],d={e=f}}'],
  ['Key=a\nValue=b'],
  ['Key=a, Value=b'],
  ['Key =a'],
  ['Key'],
  ['=a'],
  [',Key=a'],
  ['Key=a,,Value=b'],
  ['Key=[a'],
  ['Key={a}'],
  ['Key={a=b'],
  ["Key='a"],
  ['Key="a"b'],
  ['Key=a"b"'],
  ['Key=a]b'],
  ['Key=a}b'],
  ['Key=é,Value=~!#$%^&*()_+|<>?;:'],
  ['Key=a', 'Key=b,Value=c'],
  ['Key=a,Key=b'],
  ['Key:x=a/b.c#d,Value-y=1'],
];

/** Members that no option has. */
const withoutUnknown = (request: JsonObject): JsonObject =>
  // Some of the generator's objects have no prototype.
  JSON.parse(
    JSON.stringify(request, (name, value: unknown) => (name === 'NewMember' ? undefined : value)),
  ) as Record<string, Json>;

/** The request as options: in turn as JSON and, where the names allow it, as shorthand. */
function optionWords(request: JsonObject, turn: number): readonly string[] {
  return [
    ...command,
    ...Object.entries(request).flatMap(([name, value], index) => {
      const option = name.replace(/(?<=[a-z])(?=[A-Z])/g, '-').toLowerCase();
      if (typeof value === 'boolean') {
        return [value ? `--${option}` : `--no-${option}`];
      }
      const isShorthand = (turn + index) % 2 === 0 && isWritable(value);
      return [`--${option}`, ...(isShorthand ? shorthandWords(value) : [asText(value)])];
    }),
  ];
}

const asText = (value: Json): string => (typeof value === 'string' ? value : JSON.stringify(value));

const shorthandWords = (value: Json): readonly string[] =>
  isList(value) ? value.map(topShorthand) : [topShorthand(value)];

const topShorthand = (value: Json): string =>
  isObject(value) ? pairs(value) : typeof value === 'string' ? value : JSON.stringify(value);

const pairs = (value: JsonObject): string =>
  Object.entries(value)
    .map(([name, item]) => `${name}=${shorthand(item)}`)
    .join(',');

function shorthand(value: Json): string {
  if (isList(value)) {
    return `[${value.map(shorthand).join(',')}]`;
  }
  if (isObject(value)) {
    return `{${pairs(value)}}`;
  }
  return typeof value === 'string' && !/^[\w./:-]+$/.test(value)
    ? `'${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`
    : String(value);
}

/** Shorthand cannot name every key, has no empty lists and maps at its start, and two readings of `\\'`. */
function isWritable(value: Json): boolean {
  if (isList(value)) {
    return value.length > 0 && value.every(isWritable);
  }
  if (isObject(value)) {
    const entries = Object.entries(value);
    return (
      entries.length > 0 &&
      entries.every(([name, item]) => /^\w[\w\-.#/:]*$/.test(name) && isWritable(item))
    );
  }
  return typeof value !== 'string' || !value.includes('\\');
}

const quoted = (word: string): string => `'${word.replaceAll("'", `'"'"'`)}'`;
