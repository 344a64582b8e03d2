import { execFile } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';

/** What one process has used, and where it stands among the others. */
export interface ProcessUse {
  readonly pid: number;
  readonly parent: number;
  /** Session or group: the head's own number for all that it has started and that did not leave. */
  readonly group: number;
  /** Of itself, and where the system tells it, of the children that it has waited for. */
  readonly cpuSeconds: number;
  /** Bytes of memory; asked only of those that count. */
  readonly memory: () => number;
}

/** All processes of this computer, as cheaply as the system can tell. */
type ReadProcesses = (signal: AbortSignal) => Promise<readonly ProcessUse[]>;

/** How this system's processes are read; `undefined` where nobody knows how. */
export function processReader(platform: NodeJS.Platform): ReadProcesses | undefined {
  if (platform === 'linux') return readProc;
  if (platform === 'darwin') return readPs;
  return platform === 'win32' ? readWmi : undefined;
}

/** The processes below `head`, by parent or by group, and `head` itself. */
export function treeOf(head: number, processes: readonly ProcessUse[]): readonly ProcessUse[] {
  const children = new Map<number, ProcessUse[]>();
  for (const process of processes) {
    const siblings = children.get(process.parent);
    if (siblings) siblings.push(process);
    else children.set(process.parent, [process]);
  }
  const tree = new Map<number, ProcessUse>();
  const open = processes.filter(({ pid, group }) => pid === head || group === head);
  for (let process = open.pop(); process !== undefined; process = open.pop()) {
    if (tree.has(process.pid)) continue;
    tree.set(process.pid, process);
    open.push(...(children.get(process.pid) ?? []));
  }
  return [...tree.values()];
}

/** `sysconf(_SC_CLK_TCK)`, which Linux fixes at 100 for all programs of the usual processors. */
const ticksPerSecond = 100;
/** Between two looks at the event loop; each file takes some 10 µs. */
const filesAtOnce = 100;

/** `/proc/PID/stat`: parent 4, session 6, times of its own 14 and 15 and of its children 16 and 17. */
async function readProc(): Promise<readonly ProcessUse[]> {
  const pids = (await readdir('/proc')).map(Number).filter((pid) => pid > 0);
  const found: ProcessUse[] = [];
  for (const [index, pid] of pids.entries()) {
    if (index % filesAtOnce === filesAtOnce - 1) await promisify(setImmediate)();
    const stat = readProcFile(pid, 'stat');
    // The second field is the program's name in parentheses, which may hold anything.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (fields.length < 20) continue;
    const ticks = fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0);
    found.push({
      pid,
      parent: Number(fields[1]),
      group: Number(fields[3]),
      cpuSeconds: ticks / ticksPerSecond,
      memory: () => residentBytes(readProcFile(pid, 'status')),
    });
  }
  return found;
}

/** Synchronous: the kernel makes the text at once, and a thread's round trip costs several times it. */
function readProcFile(pid: number, name: 'stat' | 'status'): string {
  try {
    return readFileSync(`/proc/${pid}/${name}`, 'latin1');
  } catch {
    // It has ended meanwhile.
    return '';
  }
}

function residentBytes(status: string): number {
  return Number(/^VmRSS:\s*(\d+) kB/m.exec(status)?.[1] ?? 0) * 1024;
}

const run = promisify(execFile);
const patience = { windowsHide: true, timeout: 20_000, maxBuffer: 16 * 1024 * 1024 };

/** macOS has no sessions to show; the group serves. */
async function readPs(signal: AbortSignal): Promise<readonly ProcessUse[]> {
  const columns = ['-A', '-o', 'pid=', '-o', 'ppid=', '-o', 'pgid=', '-o', 'rss=', '-o', 'time='];
  const { stdout } = await run('/bin/ps', columns, { ...patience, signal, env: { LC_ALL: 'C' } });
  return parsePs(stdout);
}

/** Rows of pid, parent, group, kilobytes and `[[D-]H:]M:SS.CC`. */
export function parsePs(text: string): readonly ProcessUse[] {
  return text.split('\n').flatMap((line) => {
    const [pid, parent, group, kilobytes, time] = line.trim().split(/\s+/);
    if (time === undefined) return [];
    return [
      {
        pid: Number(pid),
        parent: Number(parent),
        group: Number(group),
        cpuSeconds: parseCpuTime(time),
        memory: () => Number(kilobytes) * 1024,
      },
    ];
  });
}

function parseCpuTime(time: string): number {
  const [clock = '', days = '0'] = time.split('-').reverse();
  const seconds = clock.split(':').reduce((sum, part) => sum * 60 + Number(part), 0);
  return Number(days) * 86_400 + seconds;
}

/** Windows knows no groups; a tree is what parents say. Times are in units of 100 ns. */
async function readWmi(signal: AbortSignal): Promise<readonly ProcessUse[]> {
  const query =
    'Get-CimInstance Win32_Process -Property ProcessId,ParentProcessId,WorkingSetSize,' +
    'KernelModeTime,UserModeTime | ForEach-Object { "$($_.ProcessId) $($_.ParentProcessId) ' +
    '$($_.WorkingSetSize) $([uint64]$_.KernelModeTime + [uint64]$_.UserModeTime)" }';
  const args = ['-NoProfile', '-NonInteractive', '-Command', query];
  const { stdout } = await run('powershell.exe', args, { ...patience, signal });
  return parseWmi(stdout);
}

export function parseWmi(text: string): readonly ProcessUse[] {
  return text.split('\n').flatMap((line) => {
    const [pid, parent, bytes, time] = line.trim().split(' ');
    if (time === undefined) return [];
    return [
      {
        pid: Number(pid),
        parent: Number(parent),
        group: Number(pid),
        cpuSeconds: Number(time) / 10_000_000,
        memory: () => Number(bytes),
      },
    ];
  });
}
