import type { SyntaxNode } from '@lezer/common';
import type { ScriptArgument } from '../inspection';
import type { ScriptEdit } from './argvProblem';
import { childrenOf, PythonScript } from '../inspect/pythonScript';

/** What a repaired argument is to be. */
export type Repair = 'switch' | 'boolType' | 'option' | 'list';

const truth = "lambda text: text.lower() in ('1', 'true', 'yes')";

/** What mends the arguments of one script, which is parsed once and only when that is asked for. */
export class ScriptRepairs {
  private parsed: PythonScript | undefined;

  constructor(private readonly text: string) {}

  /**
   * Edits of the `add_argument` call after which SageMaker can give the argument; `null` where the call
   * is not as it is usually written. `switch`: takes `True` and `False`, and on its own still means what
   * it meant. `boolType`: reads `False` as false. `option`: a positional becomes `--name`. `list`: takes
   * one text with commas.
   */
  edits(argument: ScriptArgument, repair: Repair): readonly ScriptEdit[] | null {
    const script = (this.parsed ??= new PythonScript(this.text));
    const call = findCall(script, argument);
    const edits = call && repairs[repair](call, argument);
    return edits?.every(isOnOneLine(script)) === true
      ? edits.map((change) => toEdit(script, change))
      : null;
  }
}

interface Change {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

interface Keyword {
  readonly value: string;
  /** Of the whole `name=value`. */
  readonly from: number;
  readonly to: number;
}

interface DeclaringCall {
  /** The literal that names the argument. */
  readonly name: SyntaxNode;
  readonly written: string;
  readonly keywords: ReadonlyMap<string, Keyword>;
}

const repairs: Readonly<
  Record<Repair, (call: DeclaringCall, argument: ScriptArgument) => readonly Change[] | null>
> = { switch: repairSwitch, boolType: repairBoolType, option: repairPositional, list: repairList };

function repairSwitch({ keywords }: DeclaringCall, { action }: ScriptArgument): Change[] | null {
  const keyword = keywords.get('action');
  if (keyword === undefined || (action !== 'store_true' && action !== 'store_false')) {
    return null;
  }
  const [given, absent] = action === 'store_true' ? ['True', 'False'] : ['False', 'True'];
  const preset = keywords.has('default') ? '' : `, default=${absent}`;
  return [{ ...keyword, text: `type=${truth}, nargs='?', const=${given}${preset}` }];
}

function repairBoolType({ keywords }: DeclaringCall): Change[] | null {
  const keyword = keywords.get('type');
  return keyword?.value === 'bool' ? [{ ...keyword, text: `type=${truth}` }] : null;
}

function repairPositional(call: DeclaringCall, argument: ScriptArgument): Change[] | null {
  const { name, written, keywords } = call;
  const [, quote, plain] = /^(["'])([\w-]+)\1$/.exec(written) ?? [];
  if (quote === undefined || plain === undefined) {
    return null;
  }
  // An option's attribute has underscores, a positional's is its name as it is.
  const attribute = plain.includes('-') ? `, dest=${quote}${plain}${quote}` : '';
  const isNeeded = argument.nargs !== '?' && argument.nargs !== '*' && !keywords.has('required');
  const required = isNeeded ? ', required=True' : '';
  return [
    { from: name.from, to: name.to, text: `${quote}--${plain}${quote}${attribute}${required}` },
  ];
}

/** `type` then reads the whole text, so that choices of single values would no longer do. */
function repairList({ keywords }: DeclaringCall, argument: ScriptArgument): Change[] | null {
  const { type, action, choices } = argument;
  const nargs = keywords.get('nargs');
  const readers = { int: 'int(item)', float: 'float(item)', str: 'item.strip()' } as const;
  const isSimple = action === 'store' && choices === null;
  if (nargs === undefined || !isSimple || (type !== 'int' && type !== 'float' && type !== 'str')) {
    return null;
  }
  const reader = `lambda text: [${readers[type]} for item in text.strip('[]').split(',')]`;
  const old = keywords.get('type');
  return old === undefined
    ? [{ ...nargs, text: `type=${reader}` }]
    : [
        { ...old, text: `type=${reader}` },
        { ...nargs, text: 'nargs=None' },
      ];
}

/** The call in the argument's line that names it, whatever the method is called there. */
function findCall(script: PythonScript, argument: ScriptArgument): DeclaringCall | null {
  const names = argument.flags.length > 0 ? argument.flags : [argument.name];
  for (const node of script.nodes('CallExpression')) {
    const list = node.lastChild;
    if (list?.name === 'ArgList' && spans(script, node, argument.line)) {
      const name = childrenOf(list).find(
        (child) => child.name === 'String' && names.includes(script.textOf(child).slice(1, -1)),
      );
      if (name !== undefined) {
        return { name, written: script.textOf(name), keywords: keywordsOf(list, script) };
      }
    }
  }
  return null;
}

function spans(script: PythonScript, node: SyntaxNode, line: number): boolean {
  return script.lineOf(node) <= line && script.lineOf({ from: node.to }) >= line;
}

function keywordsOf(list: SyntaxNode, script: PythonScript): Map<string, Keyword> {
  const parts = childrenOf(list);
  return new Map(
    parts.flatMap((part, index): [string, Keyword][] => {
      const value = parts[index + 2];
      return part.name === 'VariableName' && parts[index + 1]?.name === 'AssignOp' && value
        ? [[script.textOf(part), { value: script.textOf(value), from: part.from, to: value.to }]]
        : [];
    }),
  );
}

function isOnOneLine(script: PythonScript): (change: Change) => boolean {
  return ({ from, to }) => script.lineOf({ from }) === script.lineOf({ from: to });
}

function toEdit(script: PythonScript, { from, to, text }: Change): ScriptEdit {
  const start =
    Math.max(script.text.lastIndexOf('\n', from - 1), script.text.lastIndexOf('\r', from - 1)) + 1;
  return { line: script.lineOf({ from }), from: from - start, to: to - start, text };
}
