/** Why a file or folder cannot be packed beside the source folder. */
export type ExtraProblem =
  | 'missing'
  | 'forbidden'
  /** Its name stands at the archive's root already. */
  | 'twice'
  /** It holds the source folder, or is it. */
  | 'holds'
  /** It lies in the source folder. */
  | 'inside'
  /** Its name, or that of a folder it lies in, says that it holds secrets. */
  | 'secret'
  /** Of version control, a virtual environment, a whole drive, or neither a file nor a folder. */
  | 'unpackable'
  /** Nothing of it is left to pack. */
  | 'empty';

/** A sentence for people. */
export const extraProblemText = (problem: ExtraProblem): string => texts[problem];

const texts: Readonly<Record<ExtraProblem, string>> = {
  missing: 'It is not there.',
  forbidden: 'It cannot be read: permission denied.',
  twice: 'Something of that name is packed already, and both would stand at the same place.',
  holds: 'It holds the source folder. Choose it as the source folder instead.',
  inside: 'It lies in the source folder and is packed with it.',
  secret: 'Its name says that it holds secrets.',
  unpackable: 'It is no code: version control, a Python environment, or no file or folder.',
  empty: 'It has no files to pack.',
};
