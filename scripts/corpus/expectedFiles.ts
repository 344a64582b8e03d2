import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import type { ArgumentType, Literal, ScriptParser } from '../../src/core/training/inspection';
import { repository } from '../paths';
import { PlainError } from '../progress';
import { fetchFiles, type CorpusFile, type FetchedFile } from './corpusFiles';

/** What a person read in a script, argument by argument. */
export interface ExpectedScript extends CorpusFile {
  readonly library: ScriptParser['kind'];
  readonly arguments: readonly ExpectedArgument[];
  /** Names of sub-commands. */
  readonly commands: readonly string[];
}

export interface ExpectedArgument {
  /** Of an option its flags, of a positional its name in brackets. */
  readonly spelling: string;
  /** `null`: the script alone does not tell. */
  readonly type: ArgumentType | null;
  /** Whether it takes another value each time that it is given. */
  readonly several: boolean;
  /** `undefined`: the script alone does not tell. */
  readonly default: Literal | undefined;
  /** The environment variable that the default is read from. */
  readonly variable: string | null;
  readonly required: boolean;
  readonly nargs: string | number | null;
  /** `undefined`: the script alone does not tell. */
  readonly choices: readonly Literal[] | null | undefined;
}

const libraries = ['click', 'typer', 'absl', 'fire', 'dataclass'] as const;
const folder = path.join(repository, 'test', 'corpus', 'read');

/** The scripts of test/corpus/read, with their texts. */
export async function fetchExpected(): Promise<readonly (ExpectedScript & FetchedFile)[]> {
  const read = await Promise.all(libraries.map(readLibrary));
  const scripts = read.flat();
  const fetched = await fetchFiles(scripts, path.join('read', 'packages.txt'));
  return scripts.flatMap((script, index) => {
    const file = fetched[index];
    return file ? [{ ...file, ...script }] : [];
  });
}

async function readLibrary(library: ScriptParser['kind']): Promise<readonly ExpectedScript[]> {
  const text = await fs.readFile(path.join(folder, `${library}.txt`), 'utf8');
  return parseExpected(text, library);
}

/**
 * A paragraph for each script: `file SHA-256 PACKAGE PATH`, `commands NAME…` where it has any, and a line
 * for each argument: `FLAGS|(NAME) TYPE [several] [= DEFAULT] [from VARIABLE] [required] [nargs COUNT] [of CHOICES]`, values
 * as JSON, `?` for what the script alone does not tell.
 */
export function parseExpected(text: string, library: ScriptParser['kind']): ExpectedScript[] {
  const lines = text.split('\n').filter((line) => line.trim() !== '' && !line.startsWith('#'));
  const scripts: {
    head: CorpusFile;
    arguments: ExpectedArgument[];
    commands: string[];
  }[] = [];
  for (const line of lines) {
    const [word = '', ...rest] = line.trim().split(' ');
    const last = scripts.at(-1);
    if (word === 'file') {
      const [sha256 = '', requirement = '', file = ''] = rest;
      const head = { sha256, requirement, path: file };
      scripts.push({ head, arguments: [], commands: [] });
    } else if (word === 'commands') {
      last?.commands.push(...rest);
    } else {
      last?.arguments.push(parseArgument(line.trim()));
    }
  }
  return scripts.map(({ head, ...read }) => ({ ...head, library, ...read }));
}

const shape = new RegExp(
  String.raw`^(?<spelling>\(\w+\)|-\S+(?: -\S+)*) (?<type>\?|str|int|float|bool|flag|other)` +
    String.raw`(?<several> several)?(?: = (?<preset>\?|.*?))?(?: from (?<variable>\w+))?(?<required> required)?` +
    String.raw`(?: nargs (?<nargs>"."|\d+))?(?: of (?<choices>\?|\[.*\]))?$`,
);

function parseArgument(line: string): ExpectedArgument {
  const groups = shape.exec(line)?.groups;
  if (groups === undefined) {
    throw new PlainError(`test/corpus/read: “${line}” is not an argument.`);
  }
  const { spelling = '', type = '', several, preset, variable, required, nargs, choices } = groups;
  return {
    spelling,
    type: type === '?' ? null : (type as ArgumentType),
    several: several !== undefined,
    default: parseValue(preset),
    variable: variable ?? null,
    required: required !== undefined,
    nargs: parseValue(nargs) as string | number | null,
    choices: parseValue(choices) as readonly Literal[] | null | undefined,
  };
}

const parseValue = (text: string | undefined): Literal | undefined =>
  text === '?' ? undefined : text === undefined ? null : (JSON.parse(text) as Literal);
