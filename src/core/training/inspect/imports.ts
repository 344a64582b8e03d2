import type { SyntaxNode } from '@lezer/common';
import type { FrameworkGuess, ScriptImport } from '../inspection';
import { childrenOf, type PythonScript } from './pythonScript';

export interface ImportedName {
  /** The module, with the name imported from it where there is one: `argparse.ArgumentParser`. */
  readonly path: string;
  /** What it is called in the script. */
  readonly local: string;
  /** False inside a function, a condition or a `try`. */
  readonly always: boolean;
  readonly line: number;
}

/** Packages by what they say of the script, strongest first: transformers brings torch with it. */
const frameworks: readonly (readonly [framework: string, packages: readonly string[]])[] = [
  ['huggingface', ['transformers']],
  ['pytorch', ['torch', 'torchvision', 'torchaudio', 'pytorch_lightning', 'lightning']],
  ['tensorflow', ['tensorflow', 'keras']],
  ['xgboost', ['xgboost']],
  ['sklearn', ['sklearn']],
];

/** Everything the script imports, inside functions and conditions too. */
export function readImports(script: PythonScript): ImportedName[] {
  return script.nodes('ImportStatement').flatMap((node) => readImport(node, script));
}

/** The framework that the imports speak for. */
export function guessFramework(imports: readonly ImportedName[]): FrameworkGuess | null {
  for (const [name, packages] of frameworks) {
    const found = imports.find(({ path }) => packages.includes(path.split('.')[0] ?? ''));
    if (found) {
      return { name, line: found.line };
    }
  }
  return null;
}

/** Modules by their top-level name, each once: where the script first needs it, else where it is named. */
export function importedModules(imports: readonly ImportedName[]): ScriptImport[] {
  const found = new Map<string, ScriptImport>();
  for (const { path, always, line } of imports) {
    const module = path.split('.')[0] ?? '';
    const known = found.get(module);
    // An empty name is that of a relative import.
    if (module !== '' && (known === undefined || (always && !known.required))) {
      found.set(module, { module, required: always, line });
    }
  }
  return [...found.values()];
}

/** Blocks whose code may never run, or may fail and be gone on from. */
const conditional = new Set([
  'FunctionDefinition',
  'IfStatement',
  'TryStatement',
  'WithStatement',
  'ForStatement',
  'WhileStatement',
  'MatchStatement',
]);

function isAlwaysRun(node: SyntaxNode): boolean {
  for (let outer = node.parent; outer !== null; outer = outer.parent) {
    if (conditional.has(outer.name)) {
      return false;
    }
  }
  return true;
}

function readImport(node: SyntaxNode, script: PythonScript): ImportedName[] {
  const line = script.lineOf(node);
  const always = isAlwaysRun(node);
  const parts = childrenOf(node);
  const start = parts.findIndex(({ name }) => name === 'import');
  const module = parts
    .slice(parts[0]?.name === 'from' ? 1 : start, start)
    .map((part) => script.textOf(part))
    .join('');
  const names = script.textOf({ from: parts[start]?.to ?? node.to, to: node.to });
  return names
    .replace(/#.*|[()\\]/g, ' ')
    .split(',')
    .map((name) => name.trim().split(/\s+/))
    .filter(([name]) => name !== undefined && name !== '')
    .map(([name = '', , alias]) => ({
      path: module === '' ? name : `${module}.${name}`,
      local: alias ?? name,
      always,
      line,
    }));
}
