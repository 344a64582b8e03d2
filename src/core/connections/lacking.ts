import type { Capability } from '../resources/kind';
import type { ConnectionTraits } from './connection';

/** What cannot be done in a connection, whatever a resource's kind can do. */
export const lacking = ({
  consoleUrl,
  runsHere,
}: Pick<ConnectionTraits, 'consoleUrl' | 'runsHere'>): readonly Capability[] => [
  ...(consoleUrl === undefined ? (['console'] as const) : []),
  ...(runsHere ? (['elsewhere'] as const) : []),
];
