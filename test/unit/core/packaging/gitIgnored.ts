import { execFile } from 'node:child_process';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** A work tree of git that is filled anew for every question; nobody's own settings count in it. */
export class GitTree {
  private constructor(private readonly folder: string) {}

  static async make(folder: string): Promise<GitTree> {
    const tree = new GitTree(folder);
    await mkdir(path.join(folder, 'tree'), { recursive: true });
    await tree.git(['init', '--quiet', '.'], '');
    return tree;
  }

  /** Those of `files` (with `/`) that `ignoreFiles`, texts by path, make git ignore. */
  async ignored(
    files: readonly string[],
    ignoreFiles: ReadonlyMap<string, string>,
  ): Promise<Set<string>> {
    const root = path.join(this.folder, 'tree');
    await rm(root, { recursive: true });
    const contents = [...files.map((file) => [file, ''] as const), ...ignoreFiles];
    for (const [file, text] of contents) {
      await mkdir(path.dirname(path.join(root, file)), { recursive: true });
      await writeFile(path.join(root, file), text);
    }
    const names = files.map((file) => `tree/${file}\0`).join('');
    const answer = await this.git(['check-ignore', '--no-index', '-z', '--stdin'], names);
    const ignored = answer.split('\0').filter((name) => name !== '');
    return new Set(ignored.map((name) => name.slice('tree/'.length)));
  }

  private git(args: readonly string[], input: string): Promise<string> {
    const env = {
      PATH: process.env['PATH'],
      HOME: this.folder,
      GIT_CONFIG_NOSYSTEM: '1',
      GIT_CEILING_DIRECTORIES: path.dirname(this.folder),
    };
    return new Promise((resolve, reject) => {
      const child = execFile('git', args, { cwd: this.folder, env }, (error, stdout) => {
        // 1: nothing is ignored.
        if (error === null || error.code === 1) resolve(stdout);
        else reject(new Error(`git ${args.join(' ')} failed`, { cause: error }));
      });
      child.stdin?.end(input);
    });
  }
}
