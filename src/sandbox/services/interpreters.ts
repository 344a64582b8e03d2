import type { PythonInterpreter } from '../../core/sandbox/protocol';

/** The Python interpreters that jobs may use; known until the sandbox ends. */
export interface InterpreterRegistry {
  /** Starts the interpreter to learn its real path; throws `AppError` `noPython` when it is none. */
  register(path: string): Promise<PythonInterpreter>;
  isRegistered(path: string): boolean;
  /** The one that was registered first: from the command line, else by the first window. */
  default(): PythonInterpreter | undefined;
}

/** @param probe starts an interpreter and asks who it is */
export function createInterpreters(
  probe: (path: string) => Promise<PythonInterpreter>,
): InterpreterRegistry {
  const byPath = new Map<string, PythonInterpreter>();
  return {
    async register(path) {
      const interpreter = await probe(path);
      byPath.set(path, interpreter);
      byPath.set(interpreter.path, interpreter);
      return interpreter;
    },
    isRegistered: (path) => byPath.has(path),
    default: () => byPath.values().next().value,
  };
}
