import { addDefaults } from './addDefaults';
import { isList, isObject, pythonString, type Json, type JsonObject } from './json';
import { requestShape, type Shape, type Structure } from './requestShape';
import type { Note, SdkLimit } from './sdkLimits';

export interface FittedRequest {
  /** What the code is made of. */
  readonly kept: JsonObject;
  /** What the SDK makes of that. */
  readonly sent: JsonObject;
  readonly lost: readonly Note[];
  readonly added: readonly Note[];
}

/** Takes from a request what an SDK cannot express, by the table of its limits. Empty lists and maps go too. */
export function fitRequest(request: JsonObject, limits: readonly SdkLimit[]): FittedRequest {
  const fitting = new Fitting(limits);
  const kept = fitting.structure(request, requestShape, root).value ?? {};
  return { kept, lost: fitting.lost, ...addDefaults(kept, limits) };
}

interface Place {
  /** Of this very value. */
  readonly path: string;
  /** With `[]` for every index, as the table has it. */
  readonly pattern: string;
}

interface Fitted<T> {
  /** `undefined`: nothing is left. */
  readonly value?: T;
  /** Why it cannot be there, for whom it is required. */
  readonly why?: string;
}

const root: Place = { path: '', pattern: '' };

class Fitting {
  readonly lost: Note[] = [];

  constructor(private readonly limits: readonly SdkLimit[]) {}

  structure(value: JsonObject, shape: Structure, place: Place): Fitted<JsonObject> {
    const noted = this.lost.length;
    const kept: [string, Json][] = [];
    for (const [name, item] of Object.entries(value)) {
      const member = shape.members.get(name);
      const at = inside(place, name);
      const fitted = member
        ? this.member(item, { shape: member.shape, place: at, parent: value })
        : this.lose(at, 'it is not known to this version of the SDK');
      if (fitted.value !== undefined) {
        kept.push([name, fitted.value]);
      } else if (member?.isRequired && fitted.why !== undefined && place.path !== '') {
        this.lost.length = noted;
        return this.lose(place, fitted.why);
      }
    }
    return kept.length > 0 ? { value: Object.fromEntries(kept) } : {};
  }

  private member(
    value: Json,
    { shape, place, parent }: { readonly shape: Shape; readonly place: Place; parent: JsonObject },
  ): Fitted<Json> {
    const limit = this.limits.find(
      ({ path, when }) =>
        (path === place.pattern || (path === '*' && isNested(place))) &&
        (when?.(value, parent) ?? true),
    );
    switch (limit?.kind) {
      case 'lost':
        return this.lose(place, limit.why);
      case 'same':
        return {};
      default:
        return this.value(value, shape, place);
    }
  }

  private value(value: Json, shape: Shape, place: Place): Fitted<Json> {
    if (isList(value)) {
      return this.list(value, shape, place);
    }
    if (!isObject(value)) {
      return { value };
    }
    return shape.kind === 'structure'
      ? this.structure(value, shape, place)
      : this.map(value, place);
  }

  /** Texts by name: any is kept that the table does not name. */
  private map(value: JsonObject, place: Place): Fitted<JsonObject> {
    const kept = Object.entries(value).filter(([name]) => {
      const at = inside(place, name);
      const limit = this.limits.find(({ kind, path }) => kind === 'lost' && path === at.pattern);
      if (limit?.kind === 'lost') {
        this.lose(at, limit.why);
      }
      return limit === undefined;
    });
    return kept.length > 0 ? { value: Object.fromEntries(kept) } : {};
  }

  private list(values: readonly Json[], shape: Shape, place: Place): Fitted<Json> {
    const item = shape.kind === 'list' ? shape.item : shape;
    const whys: (string | undefined)[] = [];
    const kept = values.flatMap((value, index) => {
      const at = { path: `${place.path}[${index}]`, pattern: `${place.pattern}[]` };
      const fitted = this.member(value, { shape: item, place: at, parent: {} });
      whys.push(fitted.why);
      return fitted.value === undefined ? [] : [fitted.value];
    });
    const why = whys.find((each) => each !== undefined);
    return kept.length > 0 ? { value: kept } : why === undefined ? {} : { why };
  }

  private lose({ path }: Place, why: string): { readonly why: string; readonly value?: never } {
    this.lost.push({ path, why });
    return { why };
  }
}

const isNested = ({ pattern }: Place): boolean => /[.[]/.test(pattern);

function inside({ path, pattern }: Place, name: string): Place {
  // A name is written into comments: a line feed in it must not end them.
  const shown = /^\w+$/.test(name) ? name : pythonString(name);
  const dot = path === '' ? '' : '.';
  return { path: `${path}${dot}${shown}`, pattern: `${pattern}${dot}${name}` };
}
