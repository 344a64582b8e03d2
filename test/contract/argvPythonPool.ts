import { once } from 'node:events';
import * as path from 'node:path';
import { createInterface, type Interface } from 'node:readline';
import type { ChildProcess } from 'node:child_process';
import { cleanEnvironment, endGroup, spawnGroup } from '../../scripts/processes';

/** A value of argparse's namespace; `text` is as Python writes it. */
export type PythonAnswerValue =
  | { readonly kind: 'none' }
  | { readonly kind: 'list'; readonly items: readonly PythonAnswerValue[] }
  | { readonly kind: 'bool' | 'int' | 'float' | 'str'; readonly text: string };

/** What Python's argparse did; `invalid`: it has no such parser. */
export type PythonAnswer =
  | { readonly kind: 'help' }
  | { readonly kind: 'invalid' | 'refused' | 'crash'; readonly message: string }
  | {
      readonly kind: 'accepted';
      readonly values: Readonly<Record<string, PythonAnswerValue>>;
      readonly rest: readonly string[];
    };

interface Worker {
  readonly child: ChildProcess;
  readonly lines: Interface;
}

/** Python processes that answer, several cases a message, without being started for each. */
export class ArgvPythonPool<Case, Answer> {
  private readonly idle: Worker[];

  private constructor(
    private readonly workers: readonly Worker[],
    /** `[3, 11, 7]` */
    readonly version: readonly number[],
  ) {
    this.idle = [...workers];
  }

  /** `program` is a file of `python/`, which answers each line of cases with a line. */
  static async open<Case, Answer>(
    python: string,
    program: string,
    size: number,
  ): Promise<ArgvPythonPool<Case, Answer>> {
    const workers = Array.from({ length: size }, () => start(python, program));
    const versions = await Promise.all(workers.map(({ lines }) => nextLine(lines)));
    return new ArgvPythonPool(workers, JSON.parse(versions[0] ?? '') as number[]);
  }

  /** One answer a case, in their order. A process answers one message after the other. */
  async ask(cases: readonly Case[]): Promise<readonly Answer[]> {
    const worker = this.idle.pop();
    if (worker === undefined) throw new Error('every Python of the pool is busy');
    try {
      const line = nextLine(worker.lines);
      worker.child.stdin?.write(`${JSON.stringify(cases)}\n`);
      return JSON.parse(await line) as Answer[];
    } finally {
      this.idle.push(worker);
    }
  }

  async close(): Promise<void> {
    await Promise.all(this.workers.map(({ child }) => endGroup(child)));
  }
}

function start(python: string, program: string): Worker {
  const script = path.join(__dirname, 'python', program);
  const child = spawnGroup(python, ['-X', 'utf8', script], {
    env: cleanEnvironment(),
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  if (child.stdout === null) throw new Error('the process has no output');
  return { child, lines: createInterface({ input: child.stdout }) };
}

async function nextLine(lines: Interface): Promise<string> {
  const ended = new AbortController();
  try {
    const [line] = (await Promise.race([
      once(lines, 'line', { signal: ended.signal }),
      once(lines, 'close', { signal: ended.signal }).then(() => {
        throw new Error('Python ended without an answer');
      }),
    ])) as [string];
    return line;
  } finally {
    ended.abort();
  }
}
