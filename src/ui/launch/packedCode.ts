import { ignoreLine } from '../../core/packaging/ignoreLine';
import type { SourceFile, SourceListing } from '../../node/sourceListing';
import type { PackedCode } from '../../shared/contracts/launch';

/** As many rows as a person goes through. */
const mostRows = 200;

/** Whether a line of an ignore file may leave it out; the script cannot be, and what was named is taken back. */
export const isLeftOutByLine = ({ path, isNamed }: SourceFile, script: string): boolean =>
  path !== script && isNamed !== true;

/** What the page lists of the source folder; `script` cannot be left out of it. */
export function packedCode(source: SourceListing, script: string): PackedCode {
  const { files, totalBytes, leftOut, ruledOut, ruledOutCount } = source;
  const missed = leftOut.map(({ path, reason, size }) => ({
    ...{ path, reason, bytes: size },
    isOffered: (reason === 'secret' || reason === 'large') && ignoreLine(path) !== undefined,
  }));
  const meant = ruledOut.map((one) => ({ ...one, bytes: 0, isOffered: false }));
  return {
    files: files.length,
    bytes: totalBytes,
    largest: files
      .toSorted((a, b) => b.size - a.size)
      .slice(0, mostRows)
      .map((file) => ({
        ...{ path: file.path, bytes: file.size },
        isOffered: isLeftOutByLine(file, script) && ignoreLine(file.path) !== undefined,
      })),
    // What may be missed comes first.
    leftOut: [...missed, ...meant].slice(0, mostRows),
    leftOutCount: leftOut.length + ruledOutCount,
  };
}
