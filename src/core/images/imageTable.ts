/**
 * The prebuilt images of SageMaker as `scripts/images/refresh.py` writes them from the Python SDK's
 * own tables, and `npm run images` renews them.
 */
interface ImageTableData {
  /** `2026-11-22` */
  readonly takenOn: string;
  /** Package and version that it was taken from. */
  readonly source: string;
  /**
   * Maps of regions to registry accounts: `account:region,region`, beginning with `=N` where it is the
   * map at that place but for what follows, `-region` where that region is not in it.
   */
  readonly registries: readonly string[];
  /** Sheets by the scope, or several with a blank between them, and the framework. */
  readonly frameworks: Readonly<Record<string, Readonly<Record<string, SheetData>>>>;
}

interface SheetData {
  /** The framework has this sheet alone, and its newest version counts for every scope. */
  readonly shared?: boolean;
  /** Of all its images, where they do not say so themselves: `cpu gpu`. */
  readonly processors?: string;
  /** `name=version`, or `2.8.0` alone for `2.8=2.8.0`. */
  readonly aliases?: string;
  /** What is taken where no version is asked for. */
  readonly latest?: string;
  /**
   * `repository registry facts : versions`. Facts: `py312` a Python, `cpu` a processor,
   * `cpu=ubuntu22.04` the build for a processor, `sdk2.26.0` Neuron's newest release, `!processor` where
   * the tag does not name it. Versions: `version/part=prefix`: `part` is the framework below (with `!`
   * where its minor release does not name it) or the Python, `prefix` what the tag begins with.
   */
  readonly images: readonly string[];
}

let loaded: Promise<ImageTable> | undefined;

/** The table of this version of the workbench; a file of its own, read on first use. */
export function loadImageTable(): Promise<ImageTable> {
  loaded ??= import(/* webpackChunkName: "images" */ './imageTable.json').then(
    (module) => new ImageTable(module.default),
  );
  return loaded;
}

/** Images of one framework for one scope. */
export interface ImageSheet {
  readonly scopes: readonly string[];
  readonly isShared: boolean;
  readonly processors: readonly string[];
  readonly aliases: ReadonlyMap<string, string>;
  readonly latest: string | undefined;
  /** Of a version its entries by the part, which is empty where the version has only one. */
  readonly versions: ReadonlyMap<string, ReadonlyMap<string, ImageEntry>>;
}

export interface ImageEntry {
  readonly repository: string;
  /** Accounts by region. */
  readonly accounts: ReadonlyMap<string, string>;
  readonly pythons: readonly string[];
  readonly processors: readonly string[];
  readonly builds: ReadonlyMap<string, string>;
  readonly sdk: string | undefined;
  readonly isProcessorInTag: boolean;
  readonly prefix: string | undefined;
  /** Whether `pytorch2.8` names what is `pytorch2.8.0`. */
  readonly isNamedByMinor: boolean;
}

/** The table as it is asked; what is asked for is read once. */
export class ImageTable {
  private readonly sheetsRead = new Map<string, readonly ImageSheet[]>();
  private readonly accountsRead = new Map<number, ReadonlyMap<string, string>>();

  constructor(private readonly data: ImageTableData) {}

  /** Names as in the SDK: `pytorch`, `blazingtext`. */
  get frameworks(): readonly string[] {
    return Object.keys(this.data.frameworks);
  }

  /** Empty where there is no such framework. */
  sheets(framework: string): readonly ImageSheet[] {
    const read = this.sheetsRead.get(framework) ?? this.readSheets(framework);
    this.sheetsRead.set(framework, read);
    return read;
  }

  private readSheets(framework: string): readonly ImageSheet[] {
    const known = Object.hasOwn(this.data.frameworks, framework);
    const sheets = known ? Object.entries(this.data.frameworks[framework] ?? {}) : [];
    return sheets.map(([scopes, sheet]) => ({
      scopes: words(scopes),
      isShared: sheet.shared ?? false,
      processors: words(sheet.processors),
      aliases: new Map(words(sheet.aliases).map(readAlias)),
      latest: sheet.latest,
      versions: this.readVersions(sheet.images),
    }));
  }

  private readVersions(rows: readonly string[]): ImageSheet['versions'] {
    const versions = new Map<string, Map<string, ImageEntry>>();
    for (const row of rows) {
      const [head = '', tokens = ''] = row.split(' : ');
      const entry = this.readEntry(words(head));
      // A version may be empty.
      for (const token of tokens.split(' ')) {
        const { version, part, prefix, isNamedByMinor } = readVersion(token);
        const parts = versions.get(version) ?? new Map<string, ImageEntry>();
        versions.set(version, parts.set(part, { ...entry, prefix, isNamedByMinor }));
      }
    }
    return versions;
  }

  private readEntry([repository = '', registry = '', ...facts]: readonly string[]): SharedFacts {
    const isPython = (fact: string): boolean => fact.startsWith('py');
    const isSdk = (fact: string): boolean => fact.startsWith('sdk');
    const builds = facts.filter((fact) => fact.includes('='));
    return {
      repository,
      accounts: this.accounts(Number(registry)),
      pythons: facts.filter(isPython),
      processors: facts.filter((fact) => !isPython(fact) && !isSdk(fact) && !/[=!]/.test(fact)),
      builds: new Map(builds.map((fact) => cut(fact, '='))),
      sdk: facts.find(isSdk),
      isProcessorInTag: !facts.includes('!processor'),
    };
  }

  private accounts(index: number): ReadonlyMap<string, string> {
    const read = this.accountsRead.get(index) ?? this.readAccounts(index);
    this.accountsRead.set(index, read);
    return read;
  }

  private readAccounts(index: number): ReadonlyMap<string, string> {
    let accounts = new Map<string, string>();
    for (const word of words(this.data.registries[index])) {
      if (word.startsWith('=')) {
        accounts = new Map(this.accounts(Number(word.slice(1))));
      } else if (word.startsWith('-')) {
        accounts.delete(word.slice(1));
      } else {
        const [account, regions] = cut(word, ':');
        regions.split(',').forEach((region) => accounts.set(region, account));
      }
    }
    return accounts;
  }
}

type SharedFacts = Omit<ImageEntry, 'prefix' | 'isNamedByMinor'>;

interface VersionToken {
  readonly version: string;
  readonly part: string;
  readonly prefix: string | undefined;
  readonly isNamedByMinor: boolean;
}

function readVersion(token: string): VersionToken {
  const [names, prefix] = token.includes('=') ? cut(token, '=') : [token, undefined];
  const [version, part] = cut(names, '/');
  const isNamedByMinor = !part.endsWith('!');
  return { version, part: isNamedByMinor ? part : part.slice(0, -1), prefix, isNamedByMinor };
}

function readAlias(word: string): [string, string] {
  return word.includes('=') ? cut(word, '=') : [minorRelease(word), word];
}

/** `2.8` of `2.8.0` */
export const minorRelease = (version: string): string => version.replace(/\.[^.]*$/, '');

const words = (text = ''): string[] => text.split(' ').filter((word) => word !== '');

/** The second part is empty where there is no `sign`. */
function cut(text: string, sign: string): [string, string] {
  const at = text.indexOf(sign);
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
}
