import type { SyntaxNode } from '@lezer/common';
import type { Json } from '../exports/json';
import { argumentNodes, argumentsOf } from '../inspect/callSite';
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

/**
 * The region that the script gives its clients of SageMaker, else any of its clients and sessions, where
 * that is one text. Clients are known by the service that they name: functions go by many names, as in
 * `import boto3 as b` or `from boto3 import client`.
 */
function regionOf(script: PythonScript, literals: PythonLiterals): string | undefined {
  const clients = script
    .nodes('CallExpression')
    .map(argumentNodes)
    .filter(([service]) => service && textOf(service, literals) === 'sagemaker');
  const ofClients = clients.flatMap(([service, region]) => [
    ...(region ? [textOf(region, literals)] : []),
    ...named('region_name', service?.parent ? [service.parent] : [], script).map((node) =>
      textOf(node, literals),
    ),
  ]);
  const anywhere = named('region_name', script.nodes('ArgList'), script);
  return onlyOne(ofClients) ?? onlyOne(anywhere.map((node) => textOf(node, literals)));
}

const named = (
  name: string,
  lists: readonly SyntaxNode[],
  script: PythonScript,
): readonly SyntaxNode[] =>
  lists
    .flatMap(argumentsOf)
    .flatMap(({ keyword, value }) => (keyword && script.textOf(keyword) === name ? [value] : []));

function onlyOne(texts: readonly (string | undefined)[]): string | undefined {
  const [first, ...others] = new Set(texts);
  return others.length === 0 ? first : undefined;
}

/** `undefined` where only running the script would tell. */
function textOf(node: SyntaxNode, literals: PythonLiterals): string | undefined {
  try {
    const value = literals.read(node);
    return typeof value === 'string' ? value : undefined;
  } catch (error) {
    if (error instanceof Refusal) {
      return undefined;
    }
    throw error;
  }
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
