import type { SyntaxNode } from '@lezer/common';
import type { ScriptChannel, ScriptProblem } from '../inspection';
import { decodeString } from './literals';
import type { PythonScript } from './pythonScript';

/** What stands in the container for a folder, so that a script need not spell it. */
const folderVariables: readonly (readonly [folder: RegExp, variable: (name: string) => string])[] =
  [
    [/^\/opt\/ml\/input\/data\/([A-Za-z0-9._-]+)/, (name) => `SM_CHANNEL_${name.toUpperCase()}`],
    [/^\/opt\/ml\/model\b/, () => 'SM_MODEL_DIR'],
    [/^\/opt\/ml\/output\/data\b/, () => 'SM_OUTPUT_DATA_DIR'],
    [/^\/opt\/ml\/input\/config\b/, () => 'SM_INPUT_CONFIG_DIR'],
  ];

/** The channels a script asks for, by `SM_CHANNEL_…` or by the folder it finds in the container. */
export function findChannels(script: PythonScript): ScriptChannel[] {
  const channels = new Map<string, ScriptChannel>();
  for (const node of codeStrings(script)) {
    const text = decodeString(script.textOf(node)) ?? '';
    const variable = /^SM_CHANNEL_([A-Za-z0-9._-]{1,64})$/.exec(text)?.[1]?.toLowerCase();
    const name = variable ?? /^\/opt\/ml\/input\/data\/([A-Za-z0-9._-]{1,64})/.exec(text)?.[1];
    if (name !== undefined && !channels.has(name.toLowerCase())) {
      channels.set(name.toLowerCase(), { name, line: script.lineOf(node) });
    }
  }
  return [...channels.values()];
}

/** Paths that exist only in the container, where they are not the fallback of a variable. */
export function findFixedPaths(script: PythonScript): ScriptProblem[] {
  const byLine = new Map<number, ScriptProblem>();
  for (const node of codeStrings(script)) {
    const path = decodeString(script.textOf(node)) ?? '';
    const line = script.lineOf(node);
    if (/^\/opt\/ml(\/|$)/.test(path) && !byLine.has(line) && !isFallback(node, script)) {
      byLine.set(line, fixedPath(path, line));
    }
  }
  return [...byLine.values()];
}

/** Strings that are values: not docstrings. */
function codeStrings(script: PythonScript): SyntaxNode[] {
  return [...script.nodes('String'), ...script.nodes('FormatString')]
    .filter((node) => node.parent?.name !== 'ExpressionStatement')
    .sort((a, b) => a.from - b.from);
}

function isFallback(node: SyntaxNode, script: PythonScript): boolean {
  const list = node.parent;
  return list?.name === 'ArgList' && /\bSM_[A-Z]/.test(script.textOf(list).slice(0, 200));
}

function fixedPath(path: string, line: number): ScriptProblem {
  const variable = folderVariables
    .map(([folder, name]) => {
      const match = folder.exec(path);
      return match && name(match[1] ?? '');
    })
    .find((name) => name !== null);
  return {
    severity: 'warning',
    code: 'hardCodedPath',
    message:
      `${path} exists only in SageMaker's own containers.` +
      (variable === undefined ? '' : ` Read os.environ['${variable}'] instead.`),
    line,
  };
}
