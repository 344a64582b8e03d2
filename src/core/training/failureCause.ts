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

/** The end of the script's traceback (sagemaker-training toolkit, `errors.py`). */
function errorMessage(reason: string): string {
  return /ErrorMessage "(?<text>[\s\S]*?)"(?:\n|$)/.exec(reason)?.groups?.['text']?.trim() ?? '';
}

const exceptionOf = (reason: string): string | undefined => lastException(errorMessage(reason));

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
  return text.replace(/^(?:ExecuteUserScriptError|FrameworkError):\s*/, '') || reason.trim();
}

function shorten(text: string, longest: number): string {
  return text.length <= longest ? text : `${text.slice(0, longest - 1)}…`;
}
