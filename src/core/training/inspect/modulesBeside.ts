import type { SyntaxNode } from '@lezer/common';
import { ScriptStops } from './machine';
import { Scope } from './model';
import { PythonScript } from './pythonScript';

/** Text of a module beside the script; `undefined` where there is none of that name. */
export type ReadModule = (name: string) => string | undefined;

/** What runs a module. */
interface ModuleRunner {
  runModule(scope: Scope, name: string): void;
  within(limit: number, follow: () => void): void;
  deeper<T>(follow: () => T): T | undefined;
}

/** How many modules are read at most, how much text, and how far each is followed. */
const maxModules = 30;
const maxText = 80_000;
const moduleBudget = 6_000;
const shortText = 4_000;

const aboutArguments =
  /argparse|add_argument|\bclick\b|\btyper\b|\babsl\b|DEFINE_|@dataclass|\bfire\b/;

/** The modules that a script imports from its own folder, each run once. */
export class ModulesBeside {
  private readonly scopes = new Map<string, Scope | null>();
  private modulesLeft = maxModules;
  private textLeft = maxText;

  constructor(
    private readonly runner: ModuleRunner,
    private readonly readModule: ReadModule,
  ) {}

  /** The names of a module; `null` where there is none, or where it does not matter. */
  find(given: string, node: SyntaxNode, scope: Scope): Scope | null {
    const name = fullName(given, scope);
    const known = this.scopes.get(name);
    if (known !== undefined) {
      return known;
    }
    this.scopes.set(name, null);
    const text = this.modulesLeft > 0 ? this.readModule(name) : undefined;
    if (text !== undefined && this.isWorthReading(text, scope)) {
      this.modulesLeft -= 1;
      this.textLeft -= text.length;
      this.run(name, text, scope.file.lineOf(node));
    }
    return this.scopes.get(name) ?? null;
  }

  /** A module of a module matters only where it is about command lines too, or a few constants. */
  private isWorthReading(text: string, scope: Scope): boolean {
    const mayMatter = isScript(scope) || text.length <= shortText || aboutArguments.test(text);
    return text.length <= this.textLeft && mayMatter;
  }

  /** Where it is too much to follow, what was come to counts; modules may import each other. */
  private run(name: string, text: string, line: number): void {
    const scope = new Scope({ script: new PythonScript(text), lineOf: () => line }, 'module', null);
    this.scopes.set(name, scope);
    try {
      this.runner.within(moduleBudget, () => {
        this.runner.deeper(() => {
          this.runner.runModule(scope, name);
        });
      });
    } catch (error) {
      if (!(error instanceof ScriptStops) || error.reason === 'parsed') {
        throw error;
      }
      if (error.reason === 'raised') {
        this.scopes.set(name, null);
      }
    }
  }
}

function nameOf({ module }: Scope): string {
  const name = module.names.get('__name__');
  return name?.kind === 'str' ? name.value : '';
}

const isScript = (scope: Scope): boolean => nameOf(scope) === '__main__';

/** A relative name is one of the package that the importing module is in. */
function fullName(name: string, scope: Scope): string {
  const inner = nameOf(scope);
  return !name.startsWith('.') || isScript(scope)
    ? name
    : `${inner.slice(0, inner.lastIndexOf('.') + 1)}${name.slice(1)}`;
}
