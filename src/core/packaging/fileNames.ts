import { shownPath } from './shownPath';

/** What may go wrong with a name where the job runs or where somebody unpacks the code. */
export type NameProblem =
  /** A control character, a line break or a mark of direction included. */
  | 'control'
  /** Windows refuses the name or means something else by it. */
  | 'windows'
  /** Another name of the same folder differs in upper and lower case or in composition only. */
  | 'clash';

/** Names of devices in Windows, with any ending. */
const deviceName = /^(?:con|prn|aux|nul|com[1-9]|lpt[1-9])(?:\.|$)/i;

/** Names among `paths` (with `/`) that are not portable; they are packed all the same. */
export function findNameProblems(
  paths: readonly string[],
): readonly { readonly path: string; readonly problem: NameProblem }[] {
  const seen = new Set<string>();
  return paths.flatMap((path) => {
    const folded = path.normalize('NFC').toLowerCase();
    const clashes = seen.has(folded);
    seen.add(folded);
    const problem = clashes ? 'clash' : problemOf(path);
    return problem === undefined ? [] : [{ path, problem }];
  });
}

function problemOf(path: string): NameProblem | undefined {
  if (shownPath(path) !== path) {
    return 'control';
  }
  const isOdd = (name: string): boolean => /[\\:*?"<>|]|[. ]$/.test(name) || deviceName.test(name);
  return path.split('/').some(isOdd) ? 'windows' : undefined;
}
