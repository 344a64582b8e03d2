import type { ScriptArgument } from '../inspection';
import { reprPython } from '../pythonText';
import { pythonStr } from '../pythonValue';
import { equalsInPython, type ArgvValue } from './argvValue';
import { convertWord, convertWords, type TakenValues } from './convertWords';
import { findOption, type FoundOption } from './findOption';
import { Namespace } from './namespace';
import { countMessage, isUnbounded, leastCount, nargsPattern } from './nargsPattern';
import type { ParserAction, ParserModel } from './parserModel';
import { argumentError, Refusal, type Doubt, type DoubtReason } from './refusal';

/** Beyond it, matching the positionals could take long; nobody writes such a parser. */
const maxUnboundedPositionals = 3;

/**
 * One run of `ArgumentParser.parse_known_args` over the words, step by step as Python 3.11 makes it,
 * because what it accepts follows from its steps alone.
 */
export class WordParser {
  readonly namespace: Namespace;
  /** Positions of the words that nothing took. */
  readonly extras: number[] = [];
  readonly doubts: Doubt[] = [];
  private readonly found = new Map<number, FoundOption>();
  private pattern = '';
  private waiting: readonly ParserAction[];
  private readonly seen = new Set<ParserAction>();
  /** Those seen with a value of their own, by which exclusive groups go. */
  private readonly chosen = new Set<ParserAction>();

  constructor(
    private readonly model: ParserModel,
    private readonly words: readonly string[],
  ) {
    this.namespace = new Namespace(model);
    this.waiting = model.positionals;
  }

  /** Throws `Refusal`; `doubts` are to be looked at then too. */
  run(): void {
    this.classify();
    const last = Math.max(-1, ...this.found.keys());
    let index = 0;
    while (index <= last) {
      index = this.step(index);
    }
    const end = this.takePositionals(index);
    this.leave(end, this.words.length);
    this.finish();
  }

  private classify(): void {
    const { words } = this;
    if (words.filter((word) => word === '--').length > 1) this.doubtVersions();
    for (const [index, word] of words.entries()) {
      if (word === '--') {
        this.pattern += `-${'A'.repeat(words.length - index - 1)}`;
        return;
      }
      const option = this.findAt(index, word);
      if (option !== null) this.found.set(index, option);
      this.pattern += option === null ? 'A' : 'O';
    }
  }

  private findAt(index: number, word: string): FoundOption | null {
    try {
      return findOption(word, this.model, this.doubtVersions);
    } catch (error) {
      throw error instanceof Refusal
        ? new Refusal(error.reason, error.action, error.message, [index])
        : error;
    }
  }

  /** Takes the positionals before the next option, or that option. */
  private step(start: number): number {
    let next = start;
    while (!this.found.has(next)) next++;
    if (next !== start) {
      const end = this.takePositionals(start);
      if (end > start) return end;
      this.leave(start, next);
    }
    return this.takeOption(next);
  }

  private leave(start: number, end: number): void {
    for (let index = start; index < end; index++) this.extras.push(index);
  }

  /** The option at `index`, and what it takes; several letters in one word are options each. */
  private takeOption(index: number): number {
    const letters: FoundOption[] = [];
    let current = this.found.get(index);
    while (current?.action && current.value !== null) {
      const next = this.nextLetter(current, current.action, current.value);
      if (next === null) {
        this.takeLetters(letters);
        this.take(current.action, [current.value], current.option);
        return index + 1;
      }
      letters.push(current);
      current = next;
    }
    if (!current?.action) {
      this.extras.push(index);
      return index + 1;
    }
    const start = index + 1;
    const end = start + this.countOf(current.action, this.pattern.slice(start));
    this.takeLetters(letters);
    this.take(current.action, this.words.slice(start, end), current.option);
    return end;
  }

  private takeLetters(letters: readonly FoundOption[]): void {
    for (const { action, option } of letters) {
      if (action) this.take(action, [], option);
    }
  }

  /**
   * Of an option that takes no value the next letter in the same word, such as `v` of `-xv`; `null`:
   * it takes the rest of the word as its value. Throws where it can do neither.
   */
  private nextLetter(
    { option }: FoundOption,
    action: ParserAction,
    value: string,
  ): FoundOption | null {
    const count = this.countOf(action, 'A');
    if (count === 1) {
      if (value === '--') this.doubtVersions();
      return null;
    }
    const next = count > 0 || option.startsWith('--') ? undefined : this.letterIn(value);
    if (next === undefined) {
      const text = reprPython(pythonStr(value));
      throw argumentError('count', action, `ignored explicit argument ${text}`);
    }
    return next;
  }

  private letterIn(rest: string): FoundOption | undefined {
    const [letter = '', ...others] = Array.from(rest);
    const option = `-${letter}`;
    const action = this.model.options.get(option);
    // Later releases give `=` its meaning here too, and leave an unknown letter for the end.
    if (letter === '=' || others[0] === '=' || !action) {
      this.doubtVersions();
    }
    const value = others.length > 0 ? others.join('') : null;
    return action && { action, option, value };
  }

  /** How many signs of `pattern` the option takes; throws where they do not suit it. */
  private countOf(action: ParserAction, pattern: string): number {
    const match = new RegExp(`^${nargsPattern(action, this.words.length)}`).exec(pattern);
    if (match === null) {
      throw argumentError('count', action, countMessage(action));
    }
    return match[1]?.length ?? 0;
  }

  /** As many of the waiting positionals as the words at `start` are enough for. */
  private takePositionals(start: number): number {
    const counts = this.matchPositionals(this.pattern.slice(start));
    const taken = this.waiting.slice(0, counts.length);
    this.waiting = this.waiting.slice(counts.length);
    let index = start;
    for (const [position, action] of taken.entries()) {
      const end = index + (counts[position] ?? 0);
      // Later releases let it wait for words behind the option.
      if (end === index && this.pattern.includes('O', index)) this.doubtVersions();
      if (action.nargs === 'A...' && this.pattern.includes('-')) this.doubtVersions();
      this.take(action, this.words.slice(index, end), '');
      index = end;
    }
    return index;
  }

  private matchPositionals(pattern: string): readonly number[] {
    if (this.waiting.filter(isUnbounded).length > maxUnboundedPositionals) {
      this.doubt('parser', null);
      return [];
    }
    const values = pattern.replaceAll('O', '').replaceAll('-', '').length;
    for (let count = this.waiting.length; count > 0; count--) {
      const actions = this.waiting.slice(0, count);
      if (actions.reduce((sum, { nargs }) => sum + leastCount(nargs), 0) <= values) {
        const patterns = actions.map((action) => nargsPattern(action, this.words.length));
        const match = new RegExp(`^${patterns.join('')}`).exec(pattern);
        if (match !== null) return match.slice(1).map(({ length }) => length);
      }
    }
    return [];
  }

  /** `take_action` */
  private take(action: ParserAction, words: readonly string[], option: string): void {
    this.seen.add(action);
    this.doubtAction(action);
    const values = convertWords(action, words, this.onDoubt);
    if (!this.isDefault(action, values, words)) {
      this.chosen.add(action);
      this.checkExclusive(action);
    }
    if (action.effect === 'help') {
      throw new Refusal('help', action, 'the script prints its help and ends');
    }
    this.namespace.apply(action, values, option);
  }

  private doubtAction({ effect, argument }: ParserAction): void {
    if (effect === 'subcommand') this.doubt('subcommand', null);
    if (effect === 'other') this.doubt('action', argument);
    if (argument?.certain === false) this.doubt('argument', argument);
  }

  /** Whether Python takes the value for not given, by which exclusive groups go. */
  private isDefault(action: ParserAction, values: TakenValues, words: readonly string[]): boolean {
    if (values === action.default) return true;
    if (!this.model.exclusive.some(({ members }) => members.includes(action))) return false;
    if (action.flags.length === 0 && words.length === 0) {
      this.doubtVersions();
    } else if ('kind' in values && mayBeEqual(values, action.default)) {
      this.doubt('identity', action.argument);
    }
    return false;
  }

  private checkExclusive(action: ParserAction): void {
    for (const { members } of this.model.exclusive) {
      const other = members.find((member) => member !== action && this.chosen.has(member));
      if (other !== undefined && members.includes(action)) {
        throw argumentError('exclusive', action, `not allowed with argument ${other.title}`);
      }
    }
  }

  /** What is asked for after the last word. */
  private finish(): void {
    const missing = this.model.actions.filter(
      (action) => action.required && !this.seen.has(action),
    );
    this.convertDefaults();
    const [first] = missing;
    if (first !== undefined) {
      const names = missing.map(({ title }) => title).join(', ');
      throw new Refusal('required', first, `the following arguments are required: ${names}`);
    }
    for (const { members, required } of this.model.exclusive) {
      if (required && !members.some((member) => this.chosen.has(member))) {
        const names = members.map(({ title }) => title).join(' ');
        throw new Refusal('required', null, `one of the arguments ${names} is required`);
      }
    }
  }

  /** A default that is a text goes through `type`, but not through `choices`. */
  private convertDefaults(): void {
    for (const action of this.model.actions) {
      const { destination, default: value } = action;
      const isUnseen = !this.seen.has(action) && !action.required;
      if (isUnseen && destination !== null && value.kind === 'str') {
        if (action.nargs !== 0 && this.namespace.holdsDefault(action)) {
          // Of a function of the script's own it is believed that it reads its own default.
          const converted = convertWord(action, value.value, () => undefined);
          this.namespace.set(destination, converted);
        }
      }
    }
  }

  private doubt(reason: DoubtReason, argument: ScriptArgument | null): void {
    this.doubts.push({ reason, argument: argument?.name ?? null });
  }

  private readonly onDoubt = (reason: DoubtReason, argument: ScriptArgument | null): void => {
    this.doubt(reason, argument);
  };

  private readonly doubtVersions = (): void => {
    this.doubt('versions', null);
  };
}

function mayBeEqual(value: ArgvValue, preset: ArgvValue): boolean {
  return value.kind === 'unknown' || preset.kind === 'unknown' || equalsInPython(value, preset);
}
