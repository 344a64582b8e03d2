import { ignoreLine } from '../../core/packaging/ignoreLine';
import type { SourceFile, SourceListing } from '../../node/sourceListing';
import type { PackedCode } from '../../shared/contracts/launch';

/** As many rows as a person goes through. */
const mostRows = 200;

/** Whether a line of an ignore file may leave it out; the script cannot be, and what was named is taken back. */
export const isLeftOutByLine = ({ path, isNamed }: SourceFile, script: string): boolean =>
  path !== script && isNamed !== true;

type Reason = (SourceListing['leftOut'] | SourceListing['ruledOut'])[number]['reason'];

/** Why a path is left out; `undefined`: it is not, as far as is known. */
export const leftOutAs = (
  { leftOut, ruledOut }: Pick<SourceListing, 'leftOut' | 'ruledOut'>,
  path: string,
): Reason | undefined => [...leftOut, ...ruledOut].find((one) => one.path === path)?.reason;

/** Whether a line of an ignore file brings back what is left out so. */
export const isPackable = (reason: Reason | undefined): boolean =>
  reason === 'secret' || reason === 'large' || reason === 'rule';

/** What the page lists of the source folder; `script` cannot be left out of it. */
export function packedCode(source: SourceListing, script: string): PackedCode {
  const { files, totalBytes, leftOut, ruledOut, ruledOutCount } = source;
  const missed = leftOut.map(({ path, reason, size }) => ({
    ...{ path, reason, bytes: size },
    isOffered: isPackable(reason) && ignoreLine(path) !== undefined,
  }));
  const meant = ruledOut.map((one) => ({
    ...{ ...one, bytes: 0 },
    isOffered: isPackable(one.reason) && ignoreLine(one.path) !== undefined,
  }));
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
