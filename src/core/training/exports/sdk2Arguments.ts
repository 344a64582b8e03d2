import { memberOf, type Json } from './json';
import { pythonLiteral, type Argument } from './pythonCode';

/** Arguments that take a member as it is, and where that stands. */
export type ArgumentTable = readonly (readonly [argument: string, ...path: string[]])[];

/** The arguments for those members that are there; `depth`: how far they are indented. */
export function argumentsOf(value: Json, table: ArgumentTable, depth: number): readonly Argument[] {
  return table.flatMap(([argument, ...path]): Argument[] => {
    const member = path.reduce<Json | undefined>(memberOf, value);
    return member === undefined ? [] : [[argument, pythonLiteral(member, depth)]];
  });
}
