import type { Place } from '../services';
import type { CallEnd } from './callWitness';

/** What finding keys needs beside the plan. */
export interface KeySearch {
  /** The connection that the keys are for. */
  readonly connectionId: string;
  /** Where its calls go: keys are asked for at its own endpoints. */
  readonly place: Place;
  /** The files that the plan was read from. */
  readonly files: { readonly configFilepath: string; readonly filepath: string };
  /** How renewing a token of single sign-on has failed last, and when, for all connections of a session. */
  readonly refusals: Map<string, { readonly end: CallEnd; readonly at: number }>;
  /** Asks the person for a code of an MFA device; rejects when there is to be none. */
  askMfaCode(profile: string, serial: string): Promise<string>;
}
