import type { SyntaxNode } from '@lezer/common';
import type { Literal, PlainHyperparameter } from '../inspection';
import { argumentNodes } from './callSite';
import { decodeNumber, decodeString } from './literals';
import { childrenOf, type PythonScript } from './pythonScript';

/** What holds all hyperparameters at once: a variable of the container's, and its file. */
const all = /\bSM_HPS\b|hyperparameters\.json/;

/** Hyperparameters that the script reads without a parser, in the order of the text, each once. */
export function findPlainReads(script: PythonScript): PlainHyperparameter[] {
  const found = new Map<string, PlainHyperparameter>();
  const reads = [...readsOfVariables(script), ...readsOfDictionaries(script)];
  for (const read of reads.sort((one, other) => one.line - other.line)) {
    const known = found.get(read.name);
    // A read with a default says more than one without.
    if (known === undefined || (!known.hasDefault && read.hasDefault)) {
      found.set(read.name, { ...read, line: known?.line ?? read.line });
    }
  }
  return [...found.values()];
}

/** `os.environ['SM_HP_EPOCHS']`, `os.getenv('SM_HP_EPOCHS', 5)`; the container writes names in capitals. */
function readsOfVariables(script: PythonScript): PlainHyperparameter[] {
  return script.nodes('String').flatMap((node) => {
    const name = /^SM_HP_(.+)$/.exec(decodeString(script.textOf(node)) ?? '')?.[1];
    return name === undefined
      ? []
      : [{ ...read(name.toLowerCase(), node, script), isNameExact: false }];
  });
}

/** `settings = json.loads(os.environ['SM_HPS'])`, then `settings['epochs']` or `settings.get('epochs', 5)`. */
function readsOfDictionaries(script: PythonScript): PlainHyperparameter[] {
  const names = dictionaries(script);
  return script.nodes('MemberExpression').flatMap((node) => {
    const object = node.firstChild;
    const key = object && names.has(script.textOf(object)) ? keyIn(node, script) : undefined;
    const name = key && decodeString(script.textOf(key));
    return key && name !== undefined ? [{ ...read(name, key, script), isNameExact: true }] : [];
  });
}

/** What stands in `[…]` or first in `.get(…)`. */
function keyIn(node: SyntaxNode, script: PythonScript): SyntaxNode | undefined {
  const [, sign, key] = childrenOf(node);
  if (sign?.name === '[') {
    return key;
  }
  const call = node.parent?.name === 'CallExpression' ? node.parent : null;
  return key && call && script.textOf(key) === 'get' ? argumentNodes(call)[0] : undefined;
}

/** What is assigned from either source; of a file that is opened, what is loaded from it. */
function dictionaries(script: PythonScript): ReadonlySet<string> {
  const opened = script
    .nodes('WithStatement')
    .filter((node) => all.test(script.textOf(node).split('\n')[0] ?? ''));
  const assigned = script.nodes('AssignStatement').filter((node) => {
    const text = script.textOf(node);
    const isLoaded = text.includes('json.load(');
    const isInside = opened.some(({ from, to }) => node.from >= from && node.to <= to);
    return all.test(text) || (isLoaded && isInside);
  });
  return new Set(
    assigned.flatMap(({ firstChild }) => (firstChild ? [script.textOf(firstChild)] : [])),
  );
}

function read(
  name: string,
  node: SyntaxNode,
  script: PythonScript,
): Omit<PlainHyperparameter, 'isNameExact'> {
  const fallback = fallbackOf(node);
  const preset = fallback && literalOf(fallback, script);
  return {
    name,
    default: preset ?? null,
    hasDefault: preset !== undefined,
    required: node.parent?.name === 'MemberExpression',
    line: script.lineOf(node),
  };
}

/** The second of `get(name, fallback)`. */
function fallbackOf(node: SyntaxNode): SyntaxNode | undefined {
  const call = node.parent?.name === 'ArgList' ? node.parent.parent : null;
  const [first, second] = call ? argumentNodes(call) : [];
  return first?.from === node.from ? second : undefined;
}

/** A literal as it stands there; `undefined` where it is computed. */
function literalOf(node: SyntaxNode, script: PythonScript): Literal | undefined {
  const text = script.textOf(node);
  switch (node.name) {
    case 'String':
      return decodeString(text);
    case 'Boolean':
      return text === 'True';
    case 'None':
      return null;
    case 'Number': {
      const value = decodeNumber(text);
      return value?.kind === 'int' || value?.kind === 'float' ? value.value : undefined;
    }
    default:
      return undefined;
  }
}
