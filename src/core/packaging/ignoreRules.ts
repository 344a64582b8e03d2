import ignore from 'ignore';

/**
 * Never packed: what belongs to tools and to this computer, and what names say to be secret. A rule
 * of the person's own ignore files may bring one back with `!name`.
 */
const defaultRules: readonly string[] = [
  '.git',
  '.hg',
  '.svn',
  '.DS_Store',
  '.idea',
  '.vscode',
  '.cache',
  '.venv',
  'venv',
  '.tox',
  '.nox',
  'node_modules',
  '__pycache__',
  '*.py[cod]',
  '.ipynb_checkpoints',
  '.mypy_cache',
  '.pytest_cache',
  '.ruff_cache',
  '.env',
  '.env.*',
  '*.pem',
  '*.p12',
  '*.pfx',
  'id_rsa*',
  'id_dsa*',
  'id_ecdsa*',
  'id_ed25519*',
  '.aws',
  '.netrc',
  '.pypirc',
];

/** Says which paths of a source folder are packed. */
export interface SourceFilter {
  /** `path` is relative to the source folder, with `/`, without one at its end. */
  keeps(path: string, isFolder: boolean): boolean;
}

/** Names of the files in the source folder's root whose rules are obeyed, weakest first. */
export const ignoreFileNames = ['.gitignore', '.sagemakerignore'] as const;

/** `ignoreTexts`: contents of the ignore files, weakest first; the last matching rule wins. */
export function createSourceFilter(ignoreTexts: readonly string[]): SourceFilter {
  const rules = ignore({ ignorecase: false }).add([...defaultRules]);
  for (const text of ignoreTexts) {
    rules.add(text);
  }
  return {
    keeps: (path, isFolder) => !rules.ignores(isFolder ? `${path}/` : path),
  };
}
