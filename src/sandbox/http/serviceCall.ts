import type { IncomingMessage } from 'node:http';
import type { Admission } from './gate';
import type { Reply } from './reply';
import type { RequestHead } from './requestHead';

/** An admitted request on its way to a service. */
export interface ServiceCall {
  readonly head: RequestHead;
  readonly admission: Admission;
  readonly request: IncomingMessage;
  readonly requestId: string;
  /** Turns a failure into its answer, and tells the log; for one after the head has been sent. */
  readonly refuse: (error: unknown) => Reply;
}

export type Respond = (call: ServiceCall) => Promise<Reply>;
