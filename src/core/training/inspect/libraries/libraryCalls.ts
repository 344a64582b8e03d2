import type { Call, Machine } from '../machine';
import type { Value } from '../model';
import { recorded } from '../values';
import { callAbsl } from './abslFlags';
import { applyDecorator, makeTyper, runTyper } from './commands';
import { dataclassParser, makeDataclassParser } from './dataclassArguments';
import { callFire } from './fireComponent';

/** Packages that offer click's decorators under their own name. */
const click = /^(click|rich_click|asyncclick|cloup|click_option_group\.optgroup)\.(\w+)$/;

/** Calls something of a package that reads command lines; `undefined`: it is not of them. */
export function callLibrary(path: string, call: Call, machine: Machine): Value | undefined {
  const clickName = click.exec(path)?.[2];
  if (clickName !== undefined) {
    return callClick(clickName, call, machine);
  }
  if (path === 'fire.Fire' || path === 'fire.core.Fire') {
    return callFire(call, machine);
  }
  if (dataclassParser.test(path)) {
    return makeDataclassParser(call, machine);
  }
  if (path === 'dataclasses.field' || path.endsWith('.HfArg')) {
    return recorded(path, call);
  }
  return callTyper(path, call, machine) ?? callAbsl(path, call, machine);
}

/** A decorator, in use without brackets too; a type such as `click.Choice(…)`. */
function callClick(name: string, call: Call, machine: Machine): Value {
  const [first] = call.positional;
  const isBare = first?.kind === 'function' || first?.kind === 'parser';
  const made = recorded(`click.${name}`, isBare ? { ...call, positional: [] } : call);
  return isBare ? applyDecorator(made, call, machine) : made;
}

function callTyper(path: string, call: Call, machine: Machine): Value | undefined {
  switch (path) {
    case 'typer.Typer':
      return makeTyper(call, machine);
    case 'typer.run':
      return runTyper(call, machine);
    case 'typer.Option':
    case 'typer.Argument':
      return recorded(path, call);
    default:
      return undefined;
  }
}
