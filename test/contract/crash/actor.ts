import type { Random } from '../../fakes/seededRandom';
import type { Clients } from './victim';

/**
 * One who works on a part of a sandbox's data that nobody else touches, one request after the other,
 * and remembers what was acknowledged.
 */
export interface Actor {
  readonly name: string;
  /** Sends a request. What it changes is uncertain from here until the answer is there. */
  step(clients: Clients, random: Random): Promise<void>;
  /** Fails unless all that was acknowledged is there, and what is uncertain wholly or not at all. */
  check(clients: Clients): Promise<void>;
}
