import type { PythonDict, PythonValue } from '../../../core/training/pythonValue';
import { mapContainerPaths } from '../start/containerCommand';

/** Puts the job's folder where hyperparameters name the container's, as in `/opt/ml/model`. */
export function mapHyperparameters(hyperparameters: PythonDict, base: string): PythonDict {
  return new Map([...hyperparameters].map(([name, value]) => [name, mapValue(value, base)]));
}

function mapValue(value: PythonValue, base: string): PythonValue {
  switch (value.kind) {
    case 'str':
      return { kind: 'str', value: mapContainerPaths(value.value, base) };
    case 'list':
      return { kind: 'list', items: value.items.map((item) => mapValue(item, base)) };
    case 'dict':
      return { kind: 'dict', entries: mapHyperparameters(value.entries, base) };
    default:
      return value;
  }
}
