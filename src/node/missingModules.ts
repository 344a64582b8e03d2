import { AppError } from '../core/errors';
import { askPython } from './askPython';
import { pythonEnvironment } from './python';

const answerMilliseconds = 30_000;

/** Names of modules as the search for them takes them; anything else is nobody's module. */
const moduleName = /^[\p{L}_][\p{L}\p{N}_]*$/u;
const mostModules = 200;

/** Looks for modules where imports would, and imports none of them. The current folder does not count. */
const searchScript = `
import sys
if sys.path and sys.path[0] == "": del sys.path[0]
import importlib.util, json
def is_there(name):
    try:
        return importlib.util.find_spec(name) is not None
    except (ImportError, ValueError):
        return name in sys.modules
sys.stdout.write(json.dumps([name for name in sys.argv[1:] if not is_there(name)]))
`;

/**
 * Those of `modules`, top-level names, that an interpreter does not find. Throws an `AppError`
 * (`unexpected`) when it does not answer within 30 seconds.
 */
export async function missingModules(
  interpreter: string,
  modules: readonly string[],
  signal: AbortSignal,
): Promise<readonly string[]> {
  const names = modules.filter((name) => moduleName.test(name)).slice(0, mostModules);
  try {
    const options = { env: pythonEnvironment(), signal, timeout: answerMilliseconds };
    return (await askPython(interpreter, ['-c', searchScript, ...names], options)) as string[];
  } catch (error) {
    signal.throwIfAborted();
    const message = 'Python did not say which of the imported packages it has.';
    throw new AppError('unexpected', message, { cause: error });
  }
}
