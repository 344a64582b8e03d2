import type { SyntaxNode } from '@lezer/common';
import type { Json } from '../exports/json';
import { argumentsOf } from '../inspect/callSite';
import { PythonScript } from '../inspect/pythonScript';
import { PythonLiterals } from './pythonLiterals';
import type { PlacedRequest } from './readCli';
import { Refusal } from './refusal';

/**
 * Reads the one call of `create_training_job` in a script for boto3, whose arguments are literals, or names that
 * the script gives to literals. The script is not run. Throws a `Refusal`.
 */
export function readPython(text: string): PlacedRequest {
  const script = new PythonScript(text);
  const [call, another] = script
    .nodes('CallExpression')
    .filter((node) => /(?:^|\.)\s*create_training_job$/.test(calleeOf(node, script)));
  if (!call) {
    throw new Refusal('noCall', 0);
  }
  if (another) {
    throw new Refusal('severalCalls', another.from);
  }
  refuseErrors(call);
  const literals = new PythonLiterals(script);
  const entries: (readonly [string, Json])[] = [];
  for (const { star, keyword, value } of call.lastChild ? argumentsOf(call.lastChild) : []) {
    if (star === '**') {
      entries.push(...Object.entries(literals.dictionary(value)));
    } else if (star === '' && keyword) {
      entries.push([script.textOf(keyword), literals.read(value)]);
    } else {
      throw new Refusal('notLiteral', value.from, script.textOf(value).slice(0, 40));
    }
  }
  const region = regionOf(script, literals);
  return { request: Object.fromEntries(entries), ...(region !== undefined && { region }) };
}

/** What the script gives its clients as `region_name`, where that is one text. */
function regionOf(script: PythonScript, literals: PythonLiterals): string | undefined {
  const regions = script
    .nodes('ArgList')
    .flatMap(argumentsOf)
    .filter(({ keyword, value }) => {
      return keyword && script.textOf(keyword) === 'region_name' && value.name === 'String';
    })
    .map(({ value }) => literals.read(value));
  const [region] = new Set(regions);
  return typeof region === 'string' && new Set(regions).size === 1 ? region : undefined;
}

function calleeOf(node: SyntaxNode, script: PythonScript): string {
  return node.firstChild ? script.textOf(node.firstChild).slice(-100) : '';
}

/** What the grammar could not read would be left out without a word. */
function refuseErrors(call: SyntaxNode): void {
  call.cursor().iterate((node) => {
    if (node.type.isError && node.from <= call.to) {
      throw new Refusal('python', node.from);
    }
  });
}
