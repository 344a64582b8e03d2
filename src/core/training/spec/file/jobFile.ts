import {
  findNodeAtLocation,
  getNodeValue,
  parseTree,
  printParseErrorCode,
  type Node,
  type ParseError,
} from 'jsonc-parser';
import { checkFields, trainingJobFields } from '../checkFields';
import { isFields } from '../mergeFields';
import {
  requestError,
  requestWarning,
  type FieldPath,
  type RequestProblem,
} from '../requestProblem';
import { checkValue } from './checkOwnFields';
import { consentProblems } from './consents';
import type { JobSpec } from './jobSpec';
import { ownFields } from './ownFields';

/** Part of a file's text, in UTF-16 units. */
interface TextRange {
  readonly offset: number;
  readonly length: number;
}

/** What is wrong with a job file, at its place. */
export interface JobFileProblem extends TextRange, RequestProblem {
  /** Whether it is of the JSON, which editors of JSON tell by themselves. */
  readonly isOfJson?: boolean;
}

/** A file as far as it could be read. */
export interface JobFile {
  /** Own fields; only sound where no problem is an error. */
  readonly spec: JobSpec;
  /** Fields of CreateTrainingJob, which win. */
  readonly apiFields: Readonly<Record<string, unknown>>;
  readonly problems: readonly JobFileProblem[];
  /** Gives a problem of a field its place, that of what it lies in where there is no such field. */
  readonly locate: (problem: RequestProblem) => JobFileProblem;
}

/** Fields that say something about the file itself. */
const fileFields = new Set(['$schema', 'kind']);
const apiNames = new Set(trainingJobFields);
const ownNames = new Set(Object.keys(ownFields));

/** Reads JSON with comments and trailing commas; never throws. */
export function readJobFile(text: string): JobFile {
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { allowTrailingComma: true });
  const locate = (problem: RequestProblem): JobFileProblem => ({
    ...problem,
    ...rangeOf(root, problem.path),
  });
  const value = plainValue(root && (getNodeValue(root) as unknown));
  const fields = isFields(value) ? value : {};
  const syntax = errors.map(({ error, offset, length }) => ({
    path: [],
    severity: 'error' as const,
    message: `This is not JSON: ${syntaxWords(printParseErrorCode(error))}.`,
    ...{ offset, length, isOfJson: true },
  }));
  const said = isFields(value) ? checkJobFields(fields) : [notAnObject];
  const repeated = root ? repeatedKeys(root) : [];
  return {
    spec: pick(fields, ownNames),
    apiFields: pick(fields, apiNames),
    problems: [...syntax, ...(syntax.length > 0 ? [] : said.map(locate)), ...repeated],
    locate,
  };
}

const notAnObject: RequestProblem = {
  path: [],
  message: 'The file holds no object; write { "script": "train.py" }, for example.',
  severity: 'error',
};

/** The parser's objects have no prototype, which others may stumble over. */
function plainValue(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(plainValue);
  }
  return isFields(value)
    ? Object.fromEntries(Object.entries(value).map(([name, one]) => [name, plainValue(one)]))
    : value;
}

/** What can be told of a job's fields by themselves, own ones and those of the API. */
function checkJobFields(fields: Readonly<Record<string, unknown>>): RequestProblem[] {
  const others = Object.entries(fields).filter(
    ([name]) => !ownNames.has(name) && !apiNames.has(name) && !fileFields.has(name),
  );
  return [
    ...Object.entries(ownFields).flatMap(([name, schema]) =>
      Object.hasOwn(fields, name) ? checkValue(schema, fields[name], [name]) : [],
    ),
    ...checkFields(pick(fields, apiNames), 'some'),
    ...others.map(unknownField),
    ...consentProblems(fields),
    ...whatRuns(fields),
  ];
}

function unknownField([name]: readonly [string, unknown]): RequestProblem {
  const meant = [...ownNames, ...apiNames].find(
    (other) => other.toLowerCase() === name.toLowerCase(),
  );
  const hint = meant === undefined ? '' : ` It is written ${meant}.`;
  return requestWarning([name], `is not a field of a training job, and is not read.${hint}`);
}

/** A script, an algorithm, or all of it in the API's fields. */
function whatRuns(fields: Readonly<Record<string, unknown>>): RequestProblem[] {
  const has = (name: string) => Object.hasOwn(fields, name);
  const named = ['script', 'algorithm', 'AlgorithmSpecification', 'ServerlessJobConfig'];
  const missing = 'is missing; name the script to train with, or an algorithm.';
  return [
    ...(named.some(has) ? [] : [requestError(['script'], missing)]),
    ...alternatives
      .filter(([one, other]) => has(one) && has(other))
      .map(([one, other, why]) => requestError([other], `cannot stand beside ${one}${why}.`)),
  ];
}

const alternatives: readonly (readonly [one: keyof JobSpec, other: keyof JobSpec, why: string])[] =
  [
    ['script', 'algorithm', '; an algorithm needs none'],
    ['image', 'framework', '; a job has one image'],
    ['instanceGroups', 'instanceType', ', which say it for each group'],
    ['instanceGroups', 'instanceCount', ', which say it for each group'],
  ];

function pick(
  fields: Readonly<Record<string, unknown>>,
  names: ReadonlySet<string>,
): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([name]) => names.has(name)));
}

function rangeOf(root: Node | undefined, path: FieldPath): TextRange {
  if (root === undefined) {
    return { offset: 0, length: 0 };
  }
  for (let depth = path.length; depth > 0; depth -= 1) {
    const node = findNodeAtLocation(root, path.slice(0, depth));
    if (node !== undefined) {
      return placeOf(node, depth === path.length);
    }
  }
  // The whole file underlined would hide everything else.
  return { offset: root.offset, length: 1 };
}

/** Of a field that is too little the name is shown, of one that is wrong the value. */
function placeOf(node: Node, isItself: boolean): TextRange {
  const key = node.parent?.type === 'property' ? node.parent.children?.[0] : undefined;
  const isLarge = node.type === 'object' || node.type === 'array';
  const { offset, length } = key !== undefined && (isLarge || !isItself) ? key : node;
  return { offset, length };
}

/** JSON takes the last of fields with the same name, without a word. */
function repeatedKeys(node: Node): JobFileProblem[] {
  const seen = new Set<unknown>();
  return (node.children ?? []).flatMap((child) => {
    if (child.type !== 'property') {
      return repeatedKeys(child);
    }
    const [key, value] = child.children ?? [];
    const inside = value ? repeatedKeys(value) : [];
    if (key === undefined || !seen.has(key.value)) {
      seen.add(key?.value);
      return inside;
    }
    const message = `“${String(key.value)}” is there already; only the last one counts.`;
    const { offset, length } = key;
    const problem = { path: [], severity: 'warning' as const, message, isOfJson: true };
    return [{ ...problem, offset, length }, ...inside];
  });
}

/** `PropertyNameExpected`: property name expected */
function syntaxWords(code: string): string {
  return code.replace(/(?!^)[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`).toLowerCase();
}
