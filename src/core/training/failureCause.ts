/**
 * A failed job's cause in a few words: the last exception of the script when the containers reported
 * one, else the first sentence of the service's `FailureReason`.
 */
export function failureCause(reason: string): string {
  return shorten(exceptionOf(reason) ?? firstSentence(withoutWrapping(reason)), 120);
}

/** The same without leaving out what to do about it, for where there is room. */
export function failureText(reason: string): string {
  return shorten(exceptionOf(reason) ?? withoutWrapping(reason), 1000);
}

/**
 * Whether AWS had no instances for the job. `FailureReason` has no code of its own: it begins with one, as
 * in `CapacityError: Unable to provision requested ML compute capacity.`
 */
export const isLackOfCapacity = (reason: string): boolean =>
  /^\s*(?:Insufficient\w*Capacity\w*|CapacityError)\b/.test(reason);

/** How many of a log's last lines are worth reading for `withLastLines`. */
export const tellingLines = 50;

/**
 * Whether the containers reported no message, as those do that keep nothing of what the script prints
 * (facts 1.5: scikit-learn). The end of the log tells then.
 */
export function isSilent(reason: string): boolean {
  return reason.includes('ErrorMessage ""') && !reason.includes('ExtraInfo "');
}

/**
 * A silent reason with what `lines`, the log's last as plain text, say: the last exception, else the
 * last line, which may be no more than what came before.
 */
export function withLastLines(reason: string, lines: readonly string[]): string {
  if (!isSilent(reason)) {
    return reason;
  }
  const own = lines.filter((line) => line.trim() !== '' && !toolkitLine.test(line));
  const last = own.at(-1)?.trim();
  const code = /ExitCode (?<code>\d+)/.exec(reason)?.groups?.['code'] ?? '';
  const message =
    lastException(own.join('\n')) ?? (last === undefined ? '' : `ExitCode ${code} after: ${last}`);
  return reason.replace('ErrorMessage ""', () => `ErrorMessage "${message}"`);
}

/** What the toolkit itself prints of a failure, behind the script's own last line. */
const toolkitLine =
  /sagemaker[-_]training|^(?:\w+Error:|ExitCode \d+|ErrorMessage "".*|Command ".*")$|ExecuteUserScriptError/;

/** The end of the script's traceback (sagemaker-training toolkit, `errors.py`). */
function errorMessage(reason: string): string {
  return /ErrorMessage "(?<text>[\s\S]*?)"(?:\n|$)/.exec(reason)?.groups?.['text']?.trim() ?? '';
}

/** From the message, or from a traceback that stands in the reason as it is. */
const exceptionOf = (reason: string): string | undefined =>
  lastException(reason.includes('Traceback (') ? reason : errorMessage(reason));

function withoutWrapping(reason: string): string {
  const memory = /ExtraInfo "(?<text>[^"]+)"/.exec(reason)?.groups?.['text'];
  return memory ?? (errorMessage(reason) || withoutPrefix(reason));
}

function firstSentence(reason: string): string {
  const line = reason.trim().split('\n', 1)[0] ?? '';
  return /^.+?[.!?](?=\s|$)/.exec(line)?.[0] ?? line;
}

/** `SomeError: text` at the start of the last line that has one. */
function lastException(text: string): string | undefined {
  const lines = text.split('\n').map((line) => line.trim());
  const found = lines.findLast((line) =>
    /^[A-Za-z_][\w.]*(?:Error|Exception|Interrupt|Exit)\b/.test(line),
  );
  return found?.replace(/^(\w*ModuleNotFoundError): No module named '([^']+)'.*$/, '$1: $2');
}

/** The kind of failure that the service puts in front says nothing about the cause. */
function withoutPrefix(reason: string): string {
  const text = reason.replace(/^(?:AlgorithmError|ClientError|InternalServerError):\s*/, '').trim();
  return text.replace(/^(?:ExecuteUserScriptError|Framework ?Error):\s*/, '') || reason.trim();
}

function shorten(text: string, longest: number): string {
  return text.length <= longest ? text : `${text.slice(0, longest - 1)}…`;
}
