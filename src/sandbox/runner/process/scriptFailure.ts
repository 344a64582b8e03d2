import { constants } from 'node:os';
import { reprPython } from '../../../core/training/pythonText';
import { pythonStr } from '../../../core/training/pythonValue';

/** How the script's process ended: an exit code, or 128 + the signal's number as a shell says it. */
export type ExitCode = number;

const killedCode = 137;
const messageLimit = 700;

/** The toolkit's classes of errors for a command that failed (`errors.py`). */
type FailureKind = 'ExecuteUserScriptError' | 'InstallRequirementsError' | 'InstallModuleError';

/** A command as the toolkit runs it. */
export interface ToolkitCommand {
  readonly kind: FailureKind;
  /** The words that it quotes. */
  readonly words: readonly string[];
  /** Whether it keeps what the command prints, to quote the error (`capture_error`). */
  readonly captures: boolean;
}

/** The training toolkit's text for a command that failed (`errors.py`, `process.py`). */
export function toolkitFailure(
  { kind, words, captures }: ToolkitCommand,
  code: ExitCode,
  lastLines: readonly string[],
): string {
  const extra =
    code === killedCode ? '\nExtraInfo "OutOfMemory: Process killed by SIGKILL (signal 9)"' : '';
  const message = captures ? errorMessage(lastLines) : '';
  return (
    `${kind}:\nExitCode ${code}\nErrorMessage "${message}"${extra}\n` +
    `Command "${words.join(' ')}"`
  );
}

/** What the drivers of the SDK 3 leave (`common/utils.py`): the end of Python's own traceback. */
export function driverFailure(words: readonly string[], code: ExitCode): string {
  const list = `[${words.map((word) => reprPython(pythonStr(word))).join(', ')}]`;
  const signal = signalOf(code);
  const how =
    signal === undefined
      ? `returned non-zero exit status ${code}`
      : `died with <Signals.${signal}: ${code - 128}>`;
  return `subprocess.CalledProcessError: Command '${list}' ${how}.`;
}

function signalOf(code: ExitCode): string | undefined {
  return Object.entries(constants.signals).find(([, number]) => number === code - 128)?.[0];
}

/** What `sm_train.sh` of the SDK 3 leaves when anything else fails. */
export function trainerFailure(jobName: string): string {
  return (
    "Training Execution failed. For more details, see CloudWatch logs at 'aws/sagemaker/TrainingJobs'.\n" +
    `TrainingJob - ${jobName}`
  );
}

/** What the service says of a container that has left nothing. */
export function containerFailure(code: ExitCode): string {
  return `, exit code: ${code}`;
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
    (line) =>
      /^[\w.]*(?:Error|Exception)(?::|$)/.test(line) ||
      /^\S+: error: /.test(line) ||
      // pip's own
      line.startsWith('ERROR: '),
  );
  return at < 0 ? [] : lines.slice(at);
}
