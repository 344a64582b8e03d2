/** How the script's process ended: an exit code, or 128 + the signal's number as a shell says it. */
export type ExitCode = number;

const killedCode = 137;
const messageLimit = 700;

/**
 * The training toolkit's text for a script that failed (`errors.py`, `process.py`), with what it
 * captured of the script's last lines.
 */
export function scriptFailure(
  code: ExitCode,
  command: readonly string[],
  lastLines: readonly string[],
): string {
  const extra =
    code === killedCode ? '\nExtraInfo "OutOfMemory: Process killed by SIGKILL (signal 9)"' : '';
  return (
    `ExecuteUserScriptError:\nExitCode ${code}\n` +
    `ErrorMessage "${errorMessage(lastLines)}"${extra}\nCommand "${command.join(' ')}"`
  );
}

const tracebackStart = 'Traceback (most recent call last):';
const exceptionName = /\b\w*(?:Error|Exception|Interrupt|SystemExit|Warning)\b/;
/** Python 3.11's marks below a line of source. */
const marks = /^\s*[~^]+[~^\s]*$/;

/**
 * From the line that raises to the exception's own text. Without a traceback: what an option
 * parser says (`train.py: error: …`), or a syntax error.
 */
function errorMessage(lastLines: readonly string[]): string {
  const start = lastLines.lastIndexOf(tracebackStart);
  const lines = start < 0 ? linesOfError(lastLines) : linesOfTraceback(lastLines.slice(start + 1));
  return lines
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join('\n ')
    .slice(0, messageLimit);
}

function linesOfTraceback(block: readonly string[]): readonly string[] {
  const end = block.findIndex((line) => !/^\s/.test(line));
  const frames = end < 0 ? block : block.slice(0, end);
  const source = frames.at(-1) ?? '';
  const raising = frames.filter((line) => !marks.test(line)).at(-1) ?? source;
  const exception = end < 0 ? [] : block.slice(end);
  return exceptionName.test(raising) ? [raising, ...exception] : exception;
}

function linesOfError(lines: readonly string[]): readonly string[] {
  const at = lines.findLastIndex(
    (line) => /^[\w.]*(?:Error|Exception)(?::|$)/.test(line) || /^\S+: error: /.test(line),
  );
  return at < 0 ? [] : lines.slice(at);
}
