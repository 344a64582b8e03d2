/** What a hyperparameter may be: whatever JSON can say. */
export type HyperparameterValue =
  | string
  | number
  | boolean
  | null
  | readonly HyperparameterValue[]
  | { readonly [name: string]: HyperparameterValue };
