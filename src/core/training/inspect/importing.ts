import type { SyntaxNode } from '@lezer/common';
import { importedName } from './attributes';
import type { Completion, Frame, Machine } from './machine';
import { childrenOf } from './pythonScript';
import { external } from './values';
import { splitAtCommas } from './callSite';
import type { Value } from './model';

/** Binds what an import brings: of a module beside the script what that defines. */
export function runImport(node: SyntaxNode, frame: Frame, machine: Machine): Completion {
  const { script } = frame.scope.file;
  const parts = childrenOf(node);
  const start = parts.findIndex(({ name }) => name === 'import');
  const textOf = (nodes: readonly SyntaxNode[]): string =>
    nodes.map((part) => script.textOf(part)).join('');
  const names = splitAtCommas(parts.slice(start + 1).filter(({ name }) => !/^[()]$/.test(name)));
  const module = parts[0]?.name === 'from' ? textOf(parts.slice(1, start)) : null;
  for (const item of names) {
    const alias = item.findIndex(({ name }) => name === 'as');
    const name = textOf(alias === -1 ? item : item.slice(0, alias));
    const local = alias === -1 ? null : textOf(item.slice(alias + 1));
    if (module === null) {
      importModule({ name, local, node }, frame, machine);
    } else {
      importName({ module, name, local: local ?? name, node }, frame, machine);
    }
  }
  return 'normal';
}

interface ImportedName {
  readonly module: string;
  readonly name: string;
  readonly local: string;
  readonly node: SyntaxNode;
}

function bind(name: string, value: Value, { scope }: Frame, machine: Machine): void {
  machine.journal.write(scope.targetOf(name), name, value);
}

function importModule(
  { name, local, node }: { name: string; local: string | null; node: SyntaxNode },
  frame: Frame,
  machine: Machine,
): void {
  const first = name.split('.')[0] ?? name;
  const own = machine.importModule(local === null ? first : name, node, frame.scope);
  const value: Value = own
    ? { kind: 'module', scope: own }
    : external(local === null ? first : name);
  bind(local ?? first, value, frame, machine);
}

function importName(
  { module, name, local, node }: ImportedName,
  frame: Frame,
  machine: Machine,
): void {
  const own = machine.importModule(module, node, frame.scope);
  if (name === '*') {
    own?.names.forEach((value, key) => {
      bind(key, value, frame, machine);
    });
    for (const key of publicNames.get(module) ?? []) {
      bind(key, importedName(module, key, machine), frame, machine);
    }
    return;
  }
  const separator = module.endsWith('.') ? '' : '.';
  const inner =
    own?.names.get(name) ?? submodule(`${module}${separator}${name}`, node, frame, machine);
  bind(local, inner ?? importedName(module, name, machine), frame, machine);
}

function submodule(
  name: string,
  node: SyntaxNode,
  frame: Frame,
  machine: Machine,
): Value | undefined {
  const scope = machine.importModule(name, node, frame.scope);
  return scope === null ? undefined : { kind: 'module', scope };
}

/** What `from module import *` brings. */
const publicNames: ReadonlyMap<string, readonly string[]> = new Map([
  [
    'argparse',
    [
      'ArgumentParser',
      'Namespace',
      'Action',
      'BooleanOptionalAction',
      'SUPPRESS',
      'REMAINDER',
      'OPTIONAL',
      'ZERO_OR_MORE',
      'ONE_OR_MORE',
      'FileType',
      'ArgumentDefaultsHelpFormatter',
      'RawTextHelpFormatter',
    ],
  ],
  ['os', ['environ', 'getenv', 'path']],
  ['pathlib', ['Path', 'PurePath']],
]);
