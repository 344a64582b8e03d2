import { callOnDictionary, callOnItems } from './collectionMethods';
import type { Call, Machine } from './machine';
import { joinPath } from './operators';
import { strOf } from './pythonText';
import { callOnText } from './textMethods';
import { isItems, text } from './values';
import type { Value } from './model';

/** A method of a text, list, dictionary or path; `undefined`: its result is not known. */
export function callMethod(
  self: Value,
  name: string,
  call: Call,
  machine: Machine,
): Value | undefined {
  if (isItems(self)) {
    return callOnItems(self, name, call, machine);
  }
  switch (self.kind) {
    case 'str':
      return callOnText(self.value, name, call, machine);
    case 'dict':
      return callOnDictionary(self, name, call, machine);
    case 'path':
      return callOnPath(self, name, call);
    default:
      return undefined;
  }
}

function callOnPath(self: Value, name: string, { positional }: Call): Value | undefined {
  if (name === 'joinpath') {
    return positional.reduce(joinPath, self);
  }
  return name === 'as_posix' || name === '__str__' ? text(strOf(self) ?? '') : undefined;
}
