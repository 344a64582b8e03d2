import { jsonText, type JsonObject } from './json';

/**
 * Bytes of a text that a system takes as one argument, with room for the quotes; Linux allows 128 KiB
 * (MAX_ARG_STRLEN).
 */
const longestArgument = 120_000;

/**
 * A command line of the AWS CLI, version 1 or 2, for a POSIX shell. All of the request is one JSON text:
 * values of options would be read as shorthand, as files or as addresses.
 */
export function cliCommand(request: JsonObject, region: string): string {
  const text = jsonText(request).trimEnd();
  const command = `aws sagemaker create-training-job \\\n  --region ${quoted(region)} \\\n  --cli-input-json`;
  return utf8Length(text) > longestArgument
    ? `${command} file:///dev/stdin <<'REQUEST'\n${text}\nREQUEST\n`
    : `${command} '${text.replaceAll("'", String.raw`'\''`)}'\n`;
}

function quoted(word: string): string {
  return /^[\w-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
}

/** Signs outside of ASCII take three bytes at most for each of their units. */
const utf8Length = (text: string): number =>
  text.length + 2 * text.replace(/[\0-\x7f]/g, '').length;
