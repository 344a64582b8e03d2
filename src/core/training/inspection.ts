/** What a script says about itself, read without running it. Lines count from 1. */
export interface ScriptInspection {
  /** As given by the caller. */
  readonly file: string;
  readonly framework: FrameworkGuess | null;
  readonly arguments: readonly ScriptArgument[];
  readonly channels: readonly ScriptChannel[];
  readonly problems: readonly ScriptProblem[];
}

export interface FrameworkGuess {
  /** `pytorch`, `tensorflow`, `sklearn`, `xgboost`, `huggingface`. */
  readonly name: string;
  /** The import that says so. */
  readonly line: number;
}

export type ArgumentType = 'str' | 'int' | 'float' | 'bool' | 'flag' | 'other';

/** A Python literal as JSON; `null` is both `None` and "not given" (then `hasDefault` is false). */
export type Literal = string | number | boolean | null | readonly Literal[];

export interface ScriptArgument {
  /** The long option without dashes, as SageMaker's hyperparameter key must spell it. */
  readonly name: string;
  readonly flags: readonly string[];
  readonly type: ArgumentType;
  readonly default: Literal;
  readonly hasDefault: boolean;
  readonly choices: readonly Literal[] | null;
  readonly nargs: string | number | null;
  readonly required: boolean;
  /** The environment variable its default is read from, such as `SM_MODEL_DIR`. */
  readonly variable: string | null;
  readonly help: string | null;
  /** False when part of it could not be read; the value shown must then not be trusted. */
  readonly certain: boolean;
  readonly line: number;
}

/** An input channel the script asks for through `SM_CHANNEL_*`. */
export interface ScriptChannel {
  readonly name: string;
  readonly line: number;
}

export interface ScriptProblem {
  readonly severity: 'error' | 'warning' | 'info';
  /**
   * `flag`: a switch that SageMaker cannot set. `boolType`: `type=bool`, which reads `False` as true.
   * `unpassable`: an argument in a form that SageMaker cannot give at all.
   */
  readonly code: 'syntax' | 'unreadable' | 'flag' | 'boolType' | 'unpassable' | 'hardCodedPath';
  readonly message: string;
  readonly line: number;
}
