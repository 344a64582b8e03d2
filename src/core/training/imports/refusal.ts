/** Why a pasted text is no request, for whoever words it. */
export type ImportReason =
  /** There is nothing in it. */
  | 'empty'
  /** Neither JSON, nor a command of the AWS CLI, nor a script that calls boto3. */
  | 'unknownForm'
  | 'tooLong'
  | 'tooDeep'
  /** Not the grammar of JSON, of a shell, of shorthand, or of Python. */
  | 'json'
  | 'shell'
  | 'shorthand'
  | 'python'
  /** JSON that is no object. */
  | 'notObject'
  /** A shell would put something in its place, or run something else besides. */
  | 'expansion'
  | 'otherCommand'
  /** The command is another one of the AWS CLI. */
  | 'otherOperation'
  | 'unknownOption'
  | 'missingValue'
  /** It stands in a file, which is not read. */
  | 'file'
  | 'integer'
  | 'boolean'
  | 'noCall'
  | 'severalCalls'
  /** A value that only running the script would tell. */
  | 'notLiteral';

/** What stops the reading; `at` counts UTF-16 units from the start of the text. */
export class Refusal extends Error {
  constructor(
    readonly reason: ImportReason,
    readonly at: number,
    /** What it is about, as it is written. */
    readonly detail = '',
  ) {
    super(reason);
  }
}

/** How deep values may lie in one another; a request is at most half as deep. */
export const deepest = 32;
