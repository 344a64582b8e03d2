import type { ScriptProblem, ScriptSurroundings } from '../inspection';
import type { ImportedName } from './imports';
import { childrenOf, type PythonScript } from './pythonScript';

/** Ways of training on several processes, by what a script says of them; the more specific first. */
const launches: readonly (readonly [kind: string, pattern: RegExp])[] = [
  ['smdistributed', /\bsmdistributed\./],
  ['deepspeed', /\bdeepspeed\.(initialize|init_distributed)\b/],
  ['horovod', /\bhvd\.init\(|\bhorovod\b/],
  ['accelerate', /\bAccelerator\(/],
  [
    'torch',
    /\binit_process_group\(|\bDistributedDataParallel\(|\bDDP\(|\bFullyShardedDataParallel\(/,
  ],
  ['tensorflow', /\b(MultiWorkerMirroredStrategy|MirroredStrategy|ParameterServerStrategy)\(/],
  ['ray', /\bray\.init\(/],
];

const gpu =
  /\.cuda\(|\bcuda\.(is_available|device_count|set_device)\b|["']cuda(:\d+)?["']|\blist_physical_devices\(\s*["']GPU|\bMirroredStrategy\(|["']gpu_hist["']|\bdevice_map\s*=/;

/** Whether the script uses a GPU and several processes, as its calls and texts say. */
export function findSurroundings(script: PythonScript): ScriptSurroundings {
  const lines = codeLines(script);
  const lineOf = (pattern: RegExp): number | null => {
    const found = lines.find(({ text }) => pattern.test(text));
    return found?.line ?? null;
  };
  const found = launches.flatMap(([kind, pattern]) => {
    const line = lineOf(pattern);
    return line === null ? [] : [{ kind, line }];
  });
  return { gpu: lineOf(gpu), distributed: found[0] ?? null };
}

interface CodeLine {
  readonly line: number;
  readonly text: string;
}

/** Lines without what comments and texts that stand alone say. */
function codeLines(script: PythonScript): CodeLine[] {
  const silent = [
    ...script.nodes('Comment'),
    ...script.nodes('String').filter(({ parent }) => parent?.name === 'ExpressionStatement'),
  ];
  let text = script.text;
  for (const { from, to } of silent) {
    const blank = text.slice(from, to).replace(/[^\r\n]/g, ' ');
    text = text.slice(0, from) + blank + text.slice(to);
  }
  return text.split(/\r\n?|\n/).map((each, index) => ({ line: index + 1, text: each }));
}

/** Packages whose workers import the script anew, where processes are not forked. */
const spawning =
  /^(multiprocessing|torch\.multiprocessing|concurrent\.futures\.ProcessPoolExecutor)\b/;

/** A script whose worker processes would begin the training again, since nothing guards it. */
export function findMissingGuard(
  script: PythonScript,
  imports: readonly ImportedName[],
): ScriptProblem[] {
  const spawner = imports.find(({ path }) => spawning.test(path));
  const isGuarded = script
    .nodes('IfStatement')
    .some((node) => script.textOf(childrenOf(node)[1] ?? node).startsWith('__name__'));
  const work = childrenOf(script.root).find(
    ({ name }) => name === 'ForStatement' || name === 'WhileStatement' || name === 'WithStatement',
  );
  return spawner && work && !isGuarded
    ? [
        {
          severity: 'warning',
          code: 'mainGuard',
          message:
            'Worker processes that import this script would run it again: put its work behind ' +
            "if __name__ == '__main__'.",
          line: script.lineOf(work),
        },
      ]
    : [];
}
