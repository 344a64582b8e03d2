import { silence } from '../clients';

/** How a call has ended that a provider of the SDK made by itself. */
export type CallEnd = {
  /** The client's class, such as `SSOOIDCClient`. */
  readonly client: string;
} & (
  | { readonly type: 'answered' }
  /** `refusal` is what the client rejected with. */
  | { readonly type: 'failed'; readonly refusal: unknown }
);

/**
 * Hears what the SDK's providers keep to themselves: they pass on no more of a failure than its text,
 * or the word that a token has ended, whatever it was that kept them from renewing it.
 */
export class CallWitness {
  /** Of the last call. */
  end: CallEnd | undefined;

  /** For the clients that the provider makes. What they tell of inputs and answers is not looked at. */
  readonly logger = {
    ...silence,
    info: (entry: unknown): void => {
      const client = clientOf(entry);
      if (client !== undefined) {
        this.end = { type: 'answered', client };
      }
    },
    error: (entry: unknown): void => {
      const client = clientOf(entry);
      if (client !== undefined) {
        this.end = { type: 'failed', client, refusal: (entry as { error?: unknown }).error };
      }
    },
  };
}

/** Providers log texts as well; the SDK's clients log records of calls. */
function clientOf(entry: unknown): string | undefined {
  const { clientName } = (typeof entry === 'object' ? (entry ?? {}) : {}) as {
    clientName?: unknown;
  };
  return typeof clientName === 'string' ? clientName : undefined;
}
