import { createHash } from 'node:crypto';
import path from 'node:path';
import { AppError } from '../../core/errors';
import { shownPath } from '../../core/packaging/shownPath';
import type { DataFile } from '../../node/dataFiles';
import type { FileContent } from '../../node/fileHashes';

/** A file of a channel, and what it holds. */
export interface ReadFile extends DataFile {
  readonly content: FileContent;
}

/**
 * The key prefix of a channel's data: equal for equal names and contents, so that what is unchanged is
 * found in S3, and ending with the name of the file or folder, for whoever reads the address.
 */
export function dataPrefix(source: string, files: readonly ReadFile[]): string {
  const hash = createHash('sha256');
  for (const { name, content } of files.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    hash.update(`${JSON.stringify(name)} ${content.sha256}\n`);
  }
  const isSingle = files.length === 1 && files[0]?.file === source;
  return `sagemaker-workbench/data/${hash.digest('hex')}/${shownName(source, isSingle)}/`;
}

/** Bytes of UTF-8 ("Naming Amazon S3 objects"). */
const longestKey = 1024;

/** Fails as `invalid` where S3 has no such long names as a file's would be. */
export function requireShortKeys(prefix: string, files: readonly DataFile[]): void {
  for (const { file, name } of files) {
    const bytes = Buffer.byteLength(prefix + name);
    if (bytes > longestKey) {
      throw new AppError(
        'invalid',
        `${shownPath(file)} would have a name of ${bytes} bytes in S3, which takes ${longestKey} bytes at most. Shorten the names of the file and of the folders that it is in.`,
      );
    }
  }
}

/** Letters that need no escape anywhere; never nothing, so that no prefix is the beginning of another. */
function shownName(source: string, isFile: boolean): string {
  const name = isFile ? path.parse(source).name : path.basename(source);
  const plain = name.replace(/[^a-zA-Z0-9._-]+/g, '-').slice(0, 60);
  return /[a-zA-Z0-9]/.test(plain) ? plain : 'data';
}
