import { placeCount, placeOf, type CharacterSet } from './characterSet';

/** One step of a sequence that a text must go through; an anchor takes no character. */
export type Step =
  | {
      readonly take: CharacterSet;
      /** May be left out. */
      readonly optional: boolean;
      /** May be taken again. */
      readonly repeated: boolean;
    }
  | { readonly anchor: 'start' | 'end' };

interface State {
  /** Places in the sequences that may have been reached. */
  readonly places: readonly number[];
  readonly isFound: boolean;
  readonly isFoundAtEnd: boolean;
  readonly next: (State | undefined)[];
}

/** Beyond that the states known so far are forgotten. */
const mostStates = 1000;

/**
 * Finds any of some sequences anywhere in a text in one pass, whatever they are: an expression from
 * outside must not keep the process busy, as one that goes back and tries again can. States are
 * made when they are first reached.
 */
export class Automaton {
  /** The steps of all sequences one after the other; `undefined` stands after the end of each. */
  private readonly steps: readonly (Step | undefined)[];
  private readonly firsts: readonly number[];
  private states = new Map<string, State>();
  private readonly start: State;

  constructor(sequences: readonly (readonly Step[])[]) {
    const firsts: number[] = [];
    const steps: (Step | undefined)[] = [];
    for (const sequence of sequences) {
      firsts.push(steps.length);
      steps.push(...sequence, undefined);
    }
    this.steps = steps;
    this.firsts = firsts;
    this.start = this.makeState(this.reach(firsts, { start: true }), true);
  }

  isIn(text: string): boolean {
    let state = this.start;
    for (let index = 0; index < text.length; index++) {
      if (state.isFound) return true;
      const unit = text.charCodeAt(index);
      // The second half of a pair belongs to the character before it.
      if (unit >= 0xdc00 && unit <= 0xdfff) continue;
      const place = placeOf(unit);
      state = state.next[place] ??= this.follow(state, place);
    }
    return state.isFoundAtEnd;
  }

  private follow(state: State, character: number): State {
    const reached: number[] = [];
    for (const place of state.places) {
      const step = this.steps[place];
      if (step === undefined || 'anchor' in step || step.take[character] !== true) continue;
      reached.push(place + 1);
      if (step.repeated) reached.push(place);
    }
    const places = this.reach([...reached, ...this.firsts], {});
    const key = places.join(' ');
    const known = this.states.get(key);
    if (known) return known;
    if (this.states.size >= mostStates) this.forget();
    const made = this.makeState(places, false);
    this.states.set(key, made);
    return made;
  }

  private forget(): void {
    this.states = new Map();
    this.start.next.fill(undefined);
  }

  private makeState(places: readonly number[], isStart: boolean): State {
    const atEnd = this.reach(places, { start: isStart, end: true });
    return {
      places,
      isFound: this.holdsEnd(places),
      isFoundAtEnd: this.holdsEnd(atEnd),
      next: new Array<State | undefined>(placeCount),
    };
  }

  private holdsEnd(places: readonly number[]): boolean {
    return places.some((place) => this.steps[place] === undefined);
  }

  /** These places and those that are reached from them without a character, in order. */
  private reach(
    places: readonly number[],
    at: { readonly start?: boolean; readonly end?: boolean },
  ): readonly number[] {
    const reached = new Set(places);
    // A set is walked in the order of insertion, new members included.
    for (const place of reached) {
      const step = this.steps[place];
      if (step === undefined) continue;
      const passes = 'anchor' in step ? at[step.anchor] === true : step.optional;
      if (passes) reached.add(place + 1);
    }
    return [...reached].sort((a, b) => a - b);
  }
}
