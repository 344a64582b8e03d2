/** Whether something holds, as far as what is known tells. */
export type Certainty = 'yes' | 'no' | 'maybe';

export const certain = (holds: boolean): Certainty => (holds ? 'yes' : 'no');

/** Whether each holds; an empty list does. */
export function all(parts: readonly Certainty[]): Certainty {
  if (parts.includes('no')) {
    return 'no';
  }
  return parts.includes('maybe') ? 'maybe' : 'yes';
}

/** Whether one holds; of an empty list none does. */
export function any(parts: readonly Certainty[]): Certainty {
  if (parts.includes('yes')) {
    return 'yes';
  }
  return parts.includes('maybe') ? 'maybe' : 'no';
}

export function not(one: Certainty): Certainty {
  if (one === 'maybe') {
    return 'maybe';
  }
  return one === 'yes' ? 'no' : 'yes';
}
