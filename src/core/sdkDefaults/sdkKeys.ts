/** Why a key of a defaults file has no effect on a launch. */
export type LeftOutReason =
  /** The SDK refuses a file with it. */
  | 'wrong'
  /** The SDK knows no such key. */
  | 'unknown'
  /** A launch of the workbench has no such field. */
  | 'unsupported'
  /** It means something only with another key beside it. */
  | 'alone';

/** Tells of a key; nothing is taken of it. */
export type Leave = (path: string, why: LeftOutReason) => null;

/** What is taken of a key's value, as plain JSON; `null`: nothing. */
export type KeyRule = (value: unknown, path: string, leave: Leave) => unknown;

/** A text that is as the SDK's schema wants it. */
export const text = (isRight: (text: string) => boolean): KeyRule =>
  rule((value) => typeof value === 'string' && isRight(value));

export const flag: KeyRule = rule((value) => typeof value === 'boolean');

/** From one to `most` texts. */
export const texts = (most: number, isRight: (text: string) => boolean): KeyRule =>
  rule(
    (value) =>
      Array.isArray(value) &&
      value.length > 0 &&
      value.length <= most &&
      value.every((one) => typeof one === 'string' && isRight(one)),
  );

/** Read by the SDK, and nothing that a launch here could say; what is off asks for nothing. */
export const unsupported =
  (own: KeyRule): KeyRule =>
  (value, path, leave) => {
    const asked = own(value, path, leave);
    return asked === null || asked === false ? null : leave(path, 'unsupported');
  };

/** Of something else than training jobs. */
export const ofOthers: KeyRule = () => null;

/** Keys with a rule each; `others`: of a key without one. */
export const keys =
  (rules: Readonly<Record<string, KeyRule>>, others?: KeyRule): KeyRule =>
  (value, path, leave) => {
    if (!(value instanceof Map)) {
      return leave(path, 'wrong');
    }
    const taken = [...(value as ReadonlyMap<unknown, unknown>)].flatMap(([key, own]) => {
      const name = String(key);
      const at = path === '' ? name : `${path}.${name}`;
      if (typeof key !== 'string') {
        leave(at, 'wrong');
        return [];
      }
      const known = Object.hasOwn(rules, key) ? rules[key] : others;
      const kept = known ? known(own, at, leave) : leave(at, 'unknown');
      return kept === null ? [] : [[name, kept] as const];
    });
    return Object.fromEntries(taken);
  };

/** Any names with a text each. */
export const variables =
  (most: number, longest: number): KeyRule =>
  (value, path, leave) => {
    if (value instanceof Map && value.size > most) {
      return leave(path, 'wrong');
    }
    const one: KeyRule = (said, at, tell) => {
      const name = at.slice(path.length + 1);
      // The schema's pattern has no ends: a letter anywhere is enough.
      const isRight = typeof said === 'string' && said.length <= longest && /[A-Za-z_]/.test(name);
      return isRight ? said : tell(at, 'wrong');
    };
    return keys({}, one)(value, path, leave);
  };

/** Tags of AWS, as the API has them. */
export const tags: KeyRule = (value, path, leave) => {
  const areTags = Array.isArray(value) && value.length <= 50 && value.every(isTag);
  return areTags ? value.map((tag) => Object.fromEntries(tag)) : leave(path, 'wrong');
};

const isTag = (tag: unknown): tag is ReadonlyMap<string, string> =>
  tag instanceof Map &&
  tag.size === 2 &&
  isTagText(tag.get('Key'), 1, 128) &&
  isTagText(tag.get('Value'), 0, 256);

const isTagText = (text: unknown, from: number, to: number): boolean =>
  typeof text === 'string' &&
  text.length >= from &&
  text.length <= to &&
  /^[\p{L}\p{N}_\s.:/=+\-@]*$/u.test(text);

function rule(isRight: (value: unknown) => boolean): KeyRule {
  return (value, path, leave) => (isRight(value) ? value : leave(path, 'wrong'));
}
