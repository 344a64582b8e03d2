/** What a script says about itself, read without running it. Lines count from 1. */
export interface ScriptInspection {
  /** As given by the caller. */
  readonly file: string;
  readonly framework: FrameworkGuess | null;
  /** Modules that it imports, by their top-level name, in the order of the text; each once. */
  readonly imports: readonly ScriptImport[];
  readonly arguments: readonly ScriptArgument[];
  /** How the arguments are read as a whole; `null` when the script reads none. */
  readonly parser: ScriptParser | null;
  readonly channels: readonly ScriptChannel[];
  /** Hyperparameters that it reads from `SM_HP_…`, `SM_HPS` or `hyperparameters.json`, without a parser. */
  readonly hyperparameters: readonly PlainHyperparameter[];
  readonly surroundings: ScriptSurroundings;
  /** Measures that it prints, as metric definitions of a training job. */
  readonly metrics: readonly ScriptMetric[];
  readonly problems: readonly ScriptProblem[];
}

export interface FrameworkGuess {
  /** `pytorch`, `tensorflow`, `sklearn`, `xgboost`, `huggingface`. */
  readonly name: string;
  /** The import that says so. */
  readonly line: number;
}

/** A module that a script imports; relative imports, which name files of its own package, are left out. */
export interface ScriptImport {
  /** `sklearn` of `from sklearn.svm import SVC`. */
  readonly module: string;
  /** Whether the script cannot go on without it: not inside a function, a condition or a `try`. */
  readonly required: boolean;
  readonly line: number;
}

/**
 * What reads the command line, beyond its arguments one by one. Arguments of all libraries are told in
 * argparse's words, but they do not all read a command line as argparse does: click, typer and absl take the
 * word behind an option for its value whatever it begins with, and fire what does not look like an option;
 * they know no abbreviations (fire: one letter), and read `--name False` of an argument of type `bool` as
 * false, as dataclasses do too; absl's switches (`boolean_optional`) leave that `False` aside and are true.
 */
export interface ScriptParser {
  readonly kind: 'argparse' | 'click' | 'typer' | 'absl' | 'fire' | 'dataclass';
  /** Whether options that it does not know are let through, as by `parse_known_args`. */
  readonly acceptsUnknown: boolean;
  /** Whether `--learn` may stand for `--learning-rate` (`allow_abbrev`). */
  readonly allowsAbbreviations: boolean;
  /** Destinations of which one at most may be given, or exactly one where that is required. */
  readonly exclusive: readonly {
    readonly destinations: readonly string[];
    readonly required: boolean;
  }[];
  /** Names of the sub-commands; `null` without any. */
  readonly subcommands: { readonly names: readonly string[]; readonly required: boolean } | null;
  /** What classes of libraries add to the script's own arguments; absent where there is none. */
  readonly offered?: readonly OfferedArguments[];
  /** The option that names a file with values for others, of which none is required then. */
  readonly fileOption?: string;
  /** False when there may be arguments that could not be seen. */
  readonly certain: boolean;
}

/**
 * Arguments that a class of a library brings, such as `TrainingArguments`. Only their names are told: types
 * and defaults are those of the release that the job installs.
 */
export interface OfferedArguments {
  /** The class by its full name: `transformers.TrainingArguments`. */
  readonly from: string;
  /** Hyperparameter keys; empty where the class is not known. */
  readonly names: readonly string[];
  readonly line: number;
}

/** What an option does with its value, by argparse's names; `other`: a class of the script's own. */
export type ArgumentAction =
  | 'store'
  | 'store_const'
  | 'store_true'
  | 'store_false'
  | 'append'
  | 'append_const'
  | 'extend'
  | 'count'
  | 'boolean_optional'
  | 'other';

export type ArgumentType = 'str' | 'int' | 'float' | 'bool' | 'flag' | 'other';

/** A Python literal as JSON; `null` is both `None` and "not given" (then `hasDefault` is false). */
export type Literal = string | number | boolean | null | readonly Literal[];

export interface ScriptArgument {
  /**
   * The long option without dashes, as SageMaker's hyperparameter key must spell it; of a positional
   * its name.
   */
  readonly name: string;
  /** None of a positional. */
  readonly flags: readonly string[];
  /** The attribute that it is stored in. */
  readonly destination: string;
  readonly action: ArgumentAction;
  readonly type: ArgumentType;
  readonly default: Literal;
  /**
   * The default by Python's `repr`, which tells `1.0` from `1` and a tuple from a list; where it is not
   * known, as the script writes it.
   */
  readonly defaultText: string;
  readonly hasDefault: boolean;
  readonly choices: readonly Literal[] | null;
  /** Its choices may be written in other capitals; absent: they may not. */
  readonly ignoresCase?: true;
  /** A count, `?`, `*`, `+`, `...` (the rest) or `A...`; `null`: one value. */
  readonly nargs: string | number | null;
  readonly required: boolean;
  /** The environment variable its default is read from, such as `SM_MODEL_DIR`. */
  readonly variable: string | null;
  /** As declared: `%(default)s` stands for the default, `%%` for `%`. */
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

export interface PlainHyperparameter {
  /** The key; of `SM_HP_…` in small letters, as the variable does not tell. */
  readonly name: string;
  readonly isNameExact: boolean;
  /** What the script takes without it, where that is a literal. */
  readonly default: Literal;
  readonly hasDefault: boolean;
  /** Whether the script fails without it. */
  readonly required: boolean;
  readonly line: number;
}

/** What the script asks of the machines that it runs on. */
export interface ScriptSurroundings {
  /** Line in which it uses a GPU; `null`: nowhere that shows. */
  readonly gpu: number | null;
  /** How it trains on several processes: `torch`, `smdistributed`, `deepspeed`, `accelerate`, … */
  readonly distributed: { readonly kind: string; readonly line: number } | null;
}

/** What a line of the script prints, as `MetricDefinitions` name it. */
export interface ScriptMetric {
  readonly name: string;
  /** Its first group is the number. */
  readonly regex: string;
  readonly line: number;
}

export interface ScriptProblem {
  readonly severity: 'error' | 'warning' | 'info';
  /**
   * `flag`: a switch that SageMaker cannot set. `boolType`: `type=bool`, which reads `False` as true.
   * `positional`: an argument without a flag. `unpassable`: an argument in another form that SageMaker
   * cannot give at all. `mainGuard`: worker processes would begin the script anew.
   */
  readonly code:
    | 'syntax'
    | 'unreadable'
    | 'flag'
    | 'boolType'
    | 'positional'
    | 'unpassable'
    | 'hardCodedPath'
    | 'mainGuard';
  readonly message: string;
  readonly line: number;
}
