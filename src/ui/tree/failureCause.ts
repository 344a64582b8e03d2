/**
 * A failed job's cause in a few words, from the service's `FailureReason`: the last exception of the
 * script when the containers reported one (sagemaker-training toolkit, `errors.py`: `ErrorMessage`
 * holds the end of the traceback), else the reason's first sentence.
 */
export function failureCause(reason: string): string {
  const message = /ErrorMessage "(?<text>[\s\S]*?)"(?:\n|$)/.exec(reason)?.groups?.['text'];
  const exception = lastException(message ?? '');
  if (exception) {
    return shorten(exception);
  }
  const memory = /ExtraInfo "(?<text>[^"]+)"/.exec(reason)?.groups?.['text'];
  return shorten(memory ?? firstSentence(message ? message.trim() : withoutPrefix(reason)));
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

function shorten(text: string): string {
  return text.length <= 120 ? text : `${text.slice(0, 119)}…`;
}
