import { Automaton, type Step } from './automaton';
import {
  anyCharacter,
  inverse,
  namedSets,
  range,
  single,
  union,
  type CharacterSet,
} from './characterSet';
import { invalidCharacter, invalidPattern } from './patternScanner';

/**
 * Steps of all alternatives with their repetitions written out (`x{3}` is three). A text can make every
 * of its characters lead to places that were not reached together before, and each then costs time in
 * proportion to the steps.
 */
const mostSteps = 200;

const plainCharacter = /[A-Za-z0-9 :_#=@/;,-]/;
const operatorCharacter = /[\^$?[\]{}|\\*+.]/;

/**
 * A regular expression as CloudWatch Logs has it (user guide, "Supported regular expressions"):
 * letters, digits, some symbols, classes, quantifiers, anchors and `|`, but no groups. It is looked
 * for anywhere in a text. Throws `PatternError`.
 */
export function parseExpression(source: string): (text: string) => boolean {
  if (source === '') throw invalidPattern();
  const automaton = new Automaton(new ExpressionReader(source).sequences());
  return (text) => automaton.isIn(text);
}

class ExpressionReader {
  private position = 0;
  private written = 0;

  constructor(private readonly source: string) {}

  sequences(): readonly (readonly Step[])[] {
    const sequences: Step[][] = [];
    let steps: Step[] = [];
    while (this.position < this.source.length) {
      const character = this.next();
      if (character === '|') {
        this.count(1);
        sequences.push(steps);
        steps = [];
      } else if (character === '^' || character === '$') {
        this.count(1);
        steps.push({ anchor: character === '^' ? 'start' : 'end' });
      } else {
        steps.push(...this.repeat(this.atom(character)));
      }
    }
    return [...sequences, steps];
  }

  private next(): string {
    return this.source[this.position++] ?? '';
  }

  private atom(character: string): CharacterSet {
    if (character === '.') return anyCharacter;
    if (character === '\\') return this.escaped();
    if (character === '[') return this.characterClass();
    if (plainCharacter.test(character)) return single(character);
    throw operatorCharacter.test(character) ? invalidPattern() : invalidCharacter(character);
  }

  private escaped(): CharacterSet {
    const character = this.next();
    const named = namedSets[character];
    if (named !== undefined) return named;
    if (character === 'x') return single(this.hexadecimal());
    if (/[A-Za-z0-9 ]|^$/.test(character)) throw invalidPattern();
    if (operatorCharacter.test(character) || plainCharacter.test(character)) {
      return single(character);
    }
    throw invalidCharacter(character);
  }

  private hexadecimal(): string {
    const digits = this.source.slice(this.position, this.position + 2);
    if (!/^[0-7][0-9A-Fa-f]$/.test(digits)) throw invalidPattern();
    this.position += 2;
    return String.fromCharCode(parseInt(digits, 16));
  }

  private characterClass(): CharacterSet {
    const isInverse = this.source[this.position] === '^';
    if (isInverse) this.position++;
    const sets: CharacterSet[] = [];
    for (let character = this.next(); character !== ']'; character = this.next()) {
      if (character === '') throw invalidPattern();
      sets.push(this.classMember(character));
    }
    if (sets.length === 0) throw invalidPattern();
    return isInverse ? inverse(union(sets)) : union(sets);
  }

  private classMember(first: string): CharacterSet {
    if (first === '\\') return this.escaped();
    if (!plainCharacter.test(first) && !operatorCharacter.test(first)) {
      throw invalidCharacter(first);
    }
    const last = /^-([^\]\\])/.exec(this.source.slice(this.position))?.[1];
    if (last === undefined) return single(first);
    if (last < first) throw invalidPattern();
    this.position += 2;
    return range(first, last);
  }

  private repeat(take: CharacterSet): readonly Step[] {
    const [least, most] = this.quantifier();
    if (most < least) throw invalidPattern();
    this.count(most === Infinity ? least + 1 : most);
    const once: Step = { take, optional: false, repeated: false };
    const steps: Step[] = Array.from({ length: least }, () => once);
    if (most === Infinity) return [...steps, { take, optional: true, repeated: true }];
    const maybe: Step = { take, optional: true, repeated: false };
    return [...steps, ...Array.from({ length: most - least }, () => maybe)];
  }

  private count(steps: number): void {
    this.written += steps;
    if (this.written > mostSteps) throw invalidPattern();
  }

  private quantifier(): readonly [least: number, most: number] {
    const rest = this.source.slice(this.position);
    const simple = simpleQuantifiers[rest[0] ?? ''];
    if (simple !== undefined) {
      this.position++;
      return simple;
    }
    return rest.startsWith('{') ? this.bounds(rest) : [1, 1];
  }

  private bounds(rest: string): readonly [least: number, most: number] {
    const found = /^\{(\d*)(?:(,)(\d*))?\}/.exec(rest);
    const [all = '', least = '', comma, most = ''] = found ?? [];
    if (least + most === '') throw invalidPattern();
    this.position += all.length;
    if (comma === undefined) return [Number(least), Number(least)];
    return [Number(least), most === '' ? Infinity : Number(most)];
  }
}

const simpleQuantifiers: Readonly<Record<string, readonly [least: number, most: number]>> = {
  '?': [0, 1],
  '*': [0, Infinity],
  '+': [1, Infinity],
};
