import type { Literal } from '../../src/core/training/inspection';
import type { Known } from './truth';

/** Whether our value is Python's, or what Python's own conversion of a text would make of it. */
export function isSameValue(ours: Literal, truth: Known): boolean {
  if ('value' in truth) {
    return ours === truth.value || isSameNumber(ours, truth.value);
  }
  if ('members' in truth) {
    return isSameList(ours, truth.kind, truth.members);
  }
  if ('object' in truth) {
    return ours === truth.text || (truth.of !== undefined && isSameValue(ours, truth.of));
  }
  return 'suppressed' in truth && ours === null;
}

/** A text default is converted by its `type` when argparse uses it: `'1e-4'` and 0.0001 are one. */
function isSameNumber(ours: Literal, truth: Literal): boolean {
  const isMixed =
    (typeof ours === 'number' && typeof truth === 'string') ||
    (typeof ours === 'string' && typeof truth === 'number');
  return isMixed && truth !== '' && Number(ours) === Number(truth);
}

function isSameList(ours: Literal, kind: string, members: readonly Known[]): boolean {
  if (!Array.isArray(ours) || ours.length !== members.length) {
    return false;
  }
  const literals = ours as readonly Literal[];
  // A set has no order that two runs would agree on.
  return kind === 'set'
    ? literals.every((one) => members.some((member) => isSameValue(one, member)))
    : literals.every((one, index) => isSameValue(one, members[index] ?? { unknown: 'missing' }));
}

export function showKnown(known: Known): string {
  if ('value' in known) {
    return JSON.stringify(known.value);
  }
  if ('members' in known) {
    return `${known.kind} [${known.members.slice(0, 8).map(showKnown).join(', ')}${known.members.length > 8 ? ', …' : ''}]`;
  }
  if ('object' in known) {
    return `a ${known.object} ${known.text}`.trim();
  }
  return 'variable' in known ? known.variable : 'suppressed' in known ? 'nothing' : 'unknowable';
}
