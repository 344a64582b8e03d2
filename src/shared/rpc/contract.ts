/** A webview's whole conversation is one object of this shape, imported by both sides. */
export interface Contract {
  readonly requests: Readonly<Record<string, RequestSpec<unknown, unknown>>>;
  readonly events: Readonly<Record<string, EventSpec<unknown>>>;
}

/** A question of the page; `parse` checks at run time what the page sent and throws when it is wrong. */
export interface RequestSpec<P, R> {
  readonly parse: (raw: unknown) => P;
  readonly result?: R;
}

/** A whole snapshot sent by the host, never a delta: the newest one replaces all before it. */
export interface EventSpec<T> {
  readonly payload?: T;
}

export const request = <P, R>(parse: (raw: unknown) => P): RequestSpec<P, R> => ({ parse });
export const event = <T>(): EventSpec<T> => ({});

export type ParamsOf<C extends Contract, K extends keyof C['requests']> = ReturnType<
  C['requests'][K]['parse']
>;
export type ResultOf<C extends Contract, K extends keyof C['requests']> =
  C['requests'][K] extends RequestSpec<unknown, infer R> ? R : never;
export type PayloadOf<C extends Contract, K extends keyof C['events']> =
  C['events'][K] extends EventSpec<infer T> ? T : never;

export type Handlers<C extends Contract> = {
  readonly [K in keyof C['requests']]: (
    params: ParamsOf<C, K>,
    signal: AbortSignal,
  ) => Promise<ResultOf<C, K>>;
};

export type ToHost =
  | { readonly kind: 'ready' }
  | {
      readonly kind: 'request';
      readonly id: number;
      readonly method: string;
      readonly params: unknown;
    }
  | { readonly kind: 'cancel'; readonly id: number };

export type ToView =
  | { readonly kind: 'result'; readonly id: number; readonly value: unknown }
  | {
      readonly kind: 'error';
      readonly id: number;
      readonly reason: string;
      readonly message: string;
    }
  | { readonly kind: 'event'; readonly name: string; readonly payload: unknown };

/** One end of a message channel. */
export interface Port<Out, In> {
  post(message: Out): void;
  listen(handler: (message: In) => void): { dispose(): void };
}
