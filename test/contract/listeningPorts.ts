import * as fs from 'node:fs/promises';
import * as path from 'node:path';

/** TCP ports that the processes listen on which run in a folder; on Linux only. */
export async function listeningPorts(cwd: string): Promise<readonly number[]> {
  const names = await fs.readdir('/proc');
  const own = await Promise.all(
    names.filter((name) => /^\d+$/.test(name)).map((pid) => socketsOf(pid, cwd)),
  );
  const sockets = new Set(own.flat());
  const tables = await Promise.all(
    ['tcp', 'tcp6'].map((name) => fs.readFile(`/proc/net/${name}`, 'utf8')),
  );
  return tables.flatMap((table) => table.split('\n')).flatMap((line) => portIn(line, sockets));
}

/** Inodes of what a process has open as sockets, if it runs there. */
async function socketsOf(pid: string, cwd: string): Promise<readonly string[]> {
  const process = path.join('/proc', pid);
  try {
    if ((await fs.readlink(path.join(process, 'cwd'))) !== cwd) return [];
    const open = await fs.readdir(path.join(process, 'fd'));
    const links = await Promise.all(open.map((fd) => fs.readlink(path.join(process, 'fd', fd))));
    return links.flatMap((link) => /^socket:\[(\d+)\]$/.exec(link)?.[1] ?? []);
  } catch {
    // It has ended, or a file that it had open is closed.
    return [];
  }
}

/** Columns of `proc(5)`: 1 is the address and port in hexadecimal, 3 the state, 9 the inode. */
function portIn(line: string, sockets: ReadonlySet<string>): readonly number[] {
  const columns = line.trim().split(/\s+/);
  const isListening = columns[3] === '0A' && sockets.has(columns[9] ?? '');
  return isListening ? [Number.parseInt(columns[1]?.split(':')[1] ?? '', 16)] : [];
}
