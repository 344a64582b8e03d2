import type { PreflightLine } from '../../shared/contracts/launch';
import type { ScriptInspection } from './inspection';
import { scriptLink } from './preflight';

/** Where a job runs; `null`: on this computer. */
interface JobPlace {
  readonly instanceType: string | null;
}

/** Ways of training on several processes that something else must start. */
const launched: ReadonlyMap<string, string> = new Map([
  ['torch', 'torch.distributed'],
  ['smdistributed', 'smdistributed'],
  ['deepspeed', 'DeepSpeed'],
  ['horovod', 'Horovod'],
  ['accelerate', 'Accelerate'],
]);

/** What the script could use of its machines, and this job does not give it. */
export function surroundingLines(
  { surroundings }: Pick<ScriptInspection, 'surroundings'>,
  { instanceType }: JobPlace,
): PreflightLine[] {
  const { gpu, distributed } = surroundings;
  const library = distributed && launched.get(distributed.kind);
  return [
    ...(gpu !== null && instanceType !== null && !hasGpu(instanceType)
      ? [information('gpu', gpu, `The script can use a GPU; ${instanceType} has none.`)]
      : []),
    ...(distributed && library !== undefined && library !== null
      ? [
          information(
            'distributed',
            distributed.line,
            `The script can train on several processes (${library}); this job starts one, on one instance.`,
          ),
        ]
      : []),
  ];
}

/** The families P and G, as their names say; of `m6g` the letter means its processor. */
const hasGpu = (instanceType: string): boolean => /^ml\.[pg]\d/.test(instanceType);

function information(code: string, line: number, message: string): PreflightLine {
  const link = scriptLink(line, code);
  return { id: link.id, tone: 'info', message, links: [link] };
}
