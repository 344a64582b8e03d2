import { decideBy, parseIgnoreFile, type IgnoreRules } from './ignoreFile';

/** What belongs to tools and to this computer; a `.sagemakerignore` may bring one back with `!name`. */
const defaultRules = parseIgnoreFile(
  [
    ...['.DS_Store', 'Thumbs.db', '.idea/', '.vscode/', '.cache/', '.venv/', 'venv/'],
    ...['.tox/', '.nox/', 'node_modules/', '__pycache__/', '*.py[cod]', '.ipynb_checkpoints/'],
    ...['.mypy_cache/', '.pytest_cache/', '.ruff_cache/'],
  ].join('\n'),
);

/** Files that hold secrets by their nature; they can be brought back in the same way. */
const secretRules = parseIgnoreFile(
  [
    ...['.env', '.env.*', '!.env.example', '!.env.sample', '!.env.template', '!.env.dist'],
    ...['.envrc', '*.p12', '*.pfx', '*.jks', '*.kdbx', '*.ppk', '.aws/', '.ssh/', '.gnupg/'],
    ...['id_rsa*', 'id_dsa*', 'id_ecdsa*', 'id_ed25519*', '!id_*.pub'],
    ...['.netrc', '.pypirc', '.git-credentials', '.pgpass', '.dockercfg', '.htpasswd'],
  ].join('\n'),
);

/** Of version control: never packed, whatever a rule says; they hold the past and its secrets. */
export const neverPacked: ReadonlySet<string> = new Set(['.git', '.hg', '.svn']);

/** Names of the files whose rules are obeyed in every folder; the second has the last word. */
export const ignoreFileNames = ['.gitignore', '.sagemakerignore'] as const;

/** Texts of a folder's ignore files, where it has them. */
export type IgnoreTexts = Readonly<Partial<Record<(typeof ignoreFileNames)[number], string>>>;

/**
 * `chosen`: a rule of a `.sagemakerignore` brings it back, so that no limit of ours leaves it out.
 * `ignored`: a rule of an ignore file leaves it out. `standard`: it belongs to tools or to this computer.
 * `secret`: its name says that it holds secrets.
 */
export type SourceVerdict = 'kept' | 'chosen' | 'ignored' | 'standard' | 'secret';

/** The rules of one folder: its own, and in front of their folders those of the folders above. */
interface Layer {
  /** Length of the path of the rules' folder, with its slash. */
  readonly offset: number;
  readonly rules: IgnoreRules;
}

/**
 * Says of the entries of one folder whether they are packed, as git would: deeper files outrank higher
 * ones. A folder that is left out is not entered, so nothing below it can be brought back.
 */
export class FolderFilter {
  private constructor(
    /** From the source folder, with `/` at the end; empty for itself. */
    private readonly path: string,
    /** Strongest first: those of `.sagemakerignore` from here upwards, then those of `.gitignore`. */
    private readonly own: readonly Layer[],
    private readonly git: readonly Layer[],
  ) {}

  /** For the source folder itself. */
  static ofRoot(texts: IgnoreTexts): FolderFilter {
    return new FolderFilter('', [], []).with('', texts);
  }

  /** For the folder `name` in this one. */
  below(name: string, texts: IgnoreTexts): FolderFilter {
    return this.with(`${this.path}${name}/`, texts);
  }

  private with(path: string, texts: IgnoreTexts): FolderFilter {
    return new FolderFilter(
      path,
      layers(path, texts['.sagemakerignore'], this.own),
      layers(path, texts['.gitignore'], this.git),
    );
  }

  /** What becomes of the entry `name` of this folder. */
  decide(name: string, isFolder: boolean): SourceVerdict {
    if (neverPacked.has(name)) {
      return 'standard';
    }
    const path = this.path + name;
    const own = decideByLayers(this.own, path, isFolder);
    if (own !== undefined) {
      return own === 'in' ? 'chosen' : 'ignored';
    }
    // What git is told to keep (`!*/`) need not be meant for a job: our defaults still hold.
    return decideByLayers(this.git, path, isFolder) === 'out'
      ? 'ignored'
      : byDefault(path, isFolder);
  }
}

function layers(path: string, text: string | undefined, above: readonly Layer[]): readonly Layer[] {
  return text === undefined
    ? above
    : [{ offset: path.length, rules: parseIgnoreFile(text) }, ...above];
}

function decideByLayers(
  strongestFirst: readonly Layer[],
  path: string,
  isFolder: boolean,
): 'in' | 'out' | undefined {
  for (const { offset, rules } of strongestFirst) {
    const decided = decideBy(rules, path.slice(offset), isFolder);
    if (decided !== undefined) {
      return decided;
    }
  }
  return undefined;
}

function byDefault(path: string, isFolder: boolean): SourceVerdict {
  if (decideBy(secretRules, path, isFolder) === 'out') {
    return 'secret';
  }
  return decideBy(defaultRules, path, isFolder) === 'out' ? 'standard' : 'kept';
}
