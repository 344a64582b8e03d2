/** What a job's output folders hold and S3 does not get; `notes` tells it in the job's log. */
export class LeftOut {
  private readonly replaced = new Set<string>();
  /** By folder, so that looking again does not count again. */
  private readonly unnamed = new Map<string, number>();

  /** Whether there was a link on the way to an output folder when it was looked at last. */
  setReplaced(folder: string, isReplaced: boolean): void {
    if (isReplaced) this.replaced.add(folder);
    else this.replaced.delete(folder);
  }

  /** How many entries of a folder have names that no key can have. */
  setUnnamed(folder: string, count: number): void {
    if (count > 0) this.unnamed.set(folder, count);
    else this.unnamed.delete(folder);
  }

  /** One line of each kind, if there is anything of it. */
  get notes(): readonly string[] {
    const notes: string[] = [];
    if (this.replaced.size > 0) {
      const folders = [...this.replaced].join(', ');
      notes.push(
        `The local sandbox has uploaded nothing of ${folders}: there is a link on the way to it.`,
      );
    }
    const unnamed = [...this.unnamed.values()].reduce((sum, count) => sum + count, 0);
    if (unnamed > 0) {
      const names =
        unnamed === 1
          ? '1 file or folder: its name is'
          : `${unnamed} files or folders: their names are`;
      notes.push(`The local sandbox has not uploaded ${names} not UTF-8.`);
    }
    return notes;
  }
}
