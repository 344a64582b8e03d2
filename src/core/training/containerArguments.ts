import { strPython } from './pythonText';
import { sortedEntries, type PythonDict, type PythonValue } from './pythonValue';

/**
 * The script's arguments as the training toolkit builds them (`mapping.py`, `to_cmd_args`): sorted by
 * name, `--name value`, one-letter names with one dash, booleans as Python writes them, `None` as an
 * empty argument, a dictionary as `k=v,k=v`, a list as Python's `repr`.
 */
export function containerArguments(hyperparameters: PythonDict): readonly string[] {
  return sortedEntries(hyperparameters).flatMap(([name, value]) => [
    argumentName(name),
    argumentText(value),
  ]);
}

function argumentName(name: string): string {
  if (name === '') return '';
  return Array.from(name).length > 1 ? `--${name}` : `-${name}`;
}

function argumentText(value: PythonValue): string {
  if (value.kind === 'none') return '';
  if (value.kind !== 'dict') return strPython(value);
  return sortedEntries(value.entries)
    .map(([key, item]) => `${key}=${strPython(item)}`)
    .join(',');
}
