import { isList, isObject, memberOf, type Json, type JsonObject } from '../exports/json';
import { isSameJson } from './sameJson';

/** What tells the items of the request's lists apart (service model 2017-07-24). */
const itemKeys = ['ChannelName', 'Key', 'InstanceGroupName'];

/**
 * `original` with what has changed from `before` to `after`: all that is the same in both stays as it is in
 * `original`, known to them or not. Items of lists are told apart by name, and keep their order.
 */
export function carryOver(before: JsonObject, after: JsonObject, original: JsonObject): JsonObject {
  const merged = new Map(Object.entries(original));
  for (const name of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const [old, now] = [ownMember(before, name), ownMember(after, name)];
    if (isSameJson(old, now)) {
      continue;
    }
    const value =
      now === undefined ? remaining(old, merged.get(name)) : carryValue(old, now, merged.get(name));
    if (value === undefined) {
      merged.delete(name);
    } else {
      merged.set(name, value);
    }
  }
  // Unlike an assignment this takes `__proto__` for a field like any other.
  return Object.fromEntries(merged);
}

const ownMember = (value: JsonObject, name: string): Json | undefined =>
  Object.hasOwn(value, name) ? value[name] : undefined;

/** What is gone takes with it only what was known of it. */
function remaining(before: Json | undefined, original: Json | undefined): Json | undefined {
  const value =
    isObject(before) && isObject(original)
      ? carryOver(before, {}, original)
      : isList(before) && isList(original)
        ? carryList(before, [], original)
        : undefined;
  return value === undefined || Object.keys(value).length === 0 ? undefined : value;
}

function carryValue(before: Json | undefined, after: Json, original: Json | undefined): Json {
  if (isObject(after) && isObject(original)) {
    return carryOver(isObject(before) ? before : {}, after, original);
  }
  if (isList(after) && isList(original)) {
    return carryList(isList(before) ? before : [], after, original);
  }
  return after;
}

/** Items without names, or with one twice, are replaced as a whole. */
function carryList(
  before: readonly Json[],
  after: readonly Json[],
  original: readonly Json[],
): readonly Json[] {
  const [old, now, kept] = [named(before), named(after), named(original)];
  if (!old || !now || !kept) {
    return after;
  }
  const there = [...kept].flatMap(([name, item]) => {
    const next = now.get(name);
    if (next === undefined) {
      return old.has(name) ? [] : [item];
    }
    return [isSameJson(old.get(name), next) ? item : carryValue(old.get(name), next, item)];
  });
  const added = [...now].flatMap(([name, item]) => (kept.has(name) ? [] : [item]));
  return [...there, ...added];
}

function named(items: readonly Json[]): ReadonlyMap<string, Json> | undefined {
  const found = new Map<string, Json>();
  for (const item of items) {
    const name = itemName(item);
    if (name === undefined || found.has(name)) {
      return undefined;
    }
    found.set(name, item);
  }
  return found;
}

/** What a list's item is called, such as a channel's name; `undefined`: it has none. */
export function itemName(item: Json): string | undefined {
  const key = itemKeys.find((each) => typeof memberOf(item, each) === 'string');
  return key === undefined ? undefined : (memberOf(item, key) as string);
}
