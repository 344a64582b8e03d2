import type { SyntaxNode } from '@lezer/common';
import type { Completion, Frame, Machine } from './machine';
import { readValues } from './collections';
import { childrenOf } from './pythonScript';
import { assign } from './targets';
import { isTrue, iterated, unknown } from './values';
import type { Value } from './model';

/** `for`: every turn of what is known, else one turn of which it is not known if it comes. */
export function runFor(node: SyntaxNode, frame: Frame, machine: Machine): Completion {
  const parts = childrenOf(node);
  const start = parts.findIndex(({ name }) => name === 'for') + 1;
  const middle = parts.findIndex(({ name }) => name === 'in');
  const bodies = parts.filter(({ name }) => name === 'Body');
  const end = parts.findIndex(({ name }) => name === 'Body');
  const [body, otherwise] = bodies;
  if (body === undefined || middle === -1) {
    return 'normal';
  }
  const targets = parts.slice(start, middle);
  const source = readValues(parts.slice(middle + 1, end), frame.scope, machine);
  const values = iterated(source);
  const turn = (value: Value = unknown(source.variable)): Completion => {
    assign(targets, value, frame.scope, machine);
    return machine.run(childrenOf(body), frame);
  };
  if (values === undefined) {
    return machine.fork([() => afterTurn(turn()), () => 'normal'], frame);
  }
  for (const value of [...values]) {
    const completion = turn(value);
    if (completion === 'return' || completion === 'break') {
      return afterTurn(completion);
    }
  }
  return otherwise ? machine.run(childrenOf(otherwise), frame) : 'normal';
}

/** `while`: its body once, as it is rarely met before the command line is read. */
export function runWhile(node: SyntaxNode, frame: Frame, machine: Machine): Completion {
  const [, condition] = childrenOf(node);
  const body = node.getChild('Body');
  const known = condition && isTrue(machine.evaluate(condition, frame.scope));
  if (known === false || body === null) {
    return 'normal';
  }
  return machine.fork(
    [() => afterTurn(machine.run(childrenOf(body), frame)), () => 'normal'],
    frame,
  );
}

/** Only `return` leaves more than the loop. */
function afterTurn(completion: Completion): Completion {
  return completion === 'return' ? 'return' : 'normal';
}
