/** Texts of the files beside a script that name what it needs; those that are not there are absent. */
export interface DependencyTexts {
  /** `requirements.txt` */
  readonly requirements?: string | undefined;
  /** `pyproject.toml` */
  readonly project?: string | undefined;
  /** `environment.yml` */
  readonly environment?: string | undefined;
}

/** The release of a framework that is asked for. */
export interface DeclaredVersion {
  /** Such as `2.1` or `2.1.0`. */
  readonly version: string;
  readonly source: keyof DependencyTexts;
  /** Whether that very release is asked for, or one of a range that begins with it. */
  readonly isExact: boolean;
}

/** Packages whose version is the framework's own, by the framework that `guessFramework` names. */
const packages: ReadonlyMap<string, readonly string[]> = new Map([
  ['pytorch', ['torch', 'pytorch']],
  ['tensorflow', ['tensorflow', 'tensorflow-gpu', 'tensorflow-cpu']],
  ['sklearn', ['scikit-learn', 'sklearn']],
  ['xgboost', ['xgboost']],
  ['huggingface', ['transformers']],
]);

/**
 * The version of a framework that the texts ask for; `null` where none of them does. The first package
 * and the first text that name one count.
 */
export function declaredVersion(framework: string, texts: DependencyTexts): DeclaredVersion | null {
  const sources = ['requirements', 'project', 'environment'] as const;
  for (const name of packages.get(framework) ?? []) {
    for (const source of sources) {
      const found = specifierOf(name, source, texts[source]);
      if (found !== null) {
        return { ...found, source };
      }
    }
  }
  return null;
}

type Specifier = Pick<DeclaredVersion, 'version' | 'isExact'>;

function specifierOf(name: string, source: keyof DependencyTexts, text = ''): Specifier | null {
  const [, sign = '', rest = ''] = patternOf(name, source).exec(text.replace(/#.*/g, '')) ?? [];
  const [, range = '', version] = requested.exec(rest) ?? [];
  return version === undefined ? null : { version, isExact: isExact(sign, range, source) };
}

/** PEP 508 in lists and texts, Poetry's tables, conda's single `=`: the first sign, and what follows. */
function patternOf(name: string, source: keyof DependencyTexts): RegExp {
  const written = name.replace(/[-_.]/g, '[-_.]+');
  const start = source === 'requirements' ? String.raw`^[ \t]{0,80}` : String.raw`(?:^|["'\s])`;
  // Bounded, as the files may be anybody's: each is tried at every place.
  const extras = String.raw`(?:\[[^\]\n]{0,200}\][ \t]{0,80})?`;
  const sign = String.raw`(===?|~=|>=|\^|~|=)`;
  const gap = String.raw`[ \t]{0,80}`;
  return new RegExp(`${start}${written}${gap}${extras}${sign}${gap}([^;\\n]{0,200})`, 'im');
}

/** What follows the first sign: a version, or Poetry's text or table with one. */
const requested = /^["'{\s]*(?:version\s*=\s*["'])?([\^~]|>=|==)?\s*(\d+(?:\.\d+)*)/;

function isExact(sign: string, range: string, source: keyof DependencyTexts): boolean {
  const isTable = source === 'project' && sign === '=';
  return isTable ? range === '' || range === '==' : /^={1,3}$/.test(sign);
}
