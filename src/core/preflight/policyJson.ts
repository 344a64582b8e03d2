/** An object of a policy whose keys may be written in any capitals. */
export interface PolicyObject {
  get(key: string): unknown;
  readonly entries: readonly (readonly [string, unknown])[];
}

/** `undefined` for what is no object. */
export function policyObject(value: unknown): PolicyObject | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return undefined;
  }
  const entries = Object.entries(value).map(
    ([key, one]: [string, unknown]) => [key.toLowerCase(), one] as const,
  );
  return {
    get: (key) => entries.find(([name]) => name === key.toLowerCase())?.[1],
    entries,
  };
}

/** One value or a list of them, as policies have it; `undefined` where one is no text. */
export function texts(value: unknown): readonly string[] | undefined {
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  const plain = list.filter((one) => typeof one === 'string');
  return plain.length === list.length ? plain : undefined;
}

/**
 * The statements of a policy document as IAM gives it, JSON behind percent signs (RFC 3986);
 * `undefined` where that cannot be read.
 */
export function policyStatements(document: string): readonly unknown[] | undefined {
  const policy = policyObject(parsed(document));
  const statements = policy?.get('Statement');
  if (statements === undefined) {
    return undefined;
  }
  return Array.isArray(statements) ? (statements as readonly unknown[]) : [statements];
}

function parsed(document: string): unknown {
  for (const read of [decodeURIComponent, String]) {
    try {
      return JSON.parse(read(document));
    } catch {
      // The other form, perhaps: tools hand it on decoded.
    }
  }
  return undefined;
}

/**
 * Whether `*` and `?` of a pattern can stand for what `text` has there. A star that turns out to be too
 * short takes one sign more, and only the last one: policies of others must not make this slow.
 */
export function globMatches(pattern: string, text: string): boolean {
  let [sign, at] = [0, 0];
  let star: { readonly sign: number; readonly at: number } | undefined;
  while (at < text.length) {
    if (pattern[sign] === '*') {
      star = { sign: ++sign, at };
    } else if (pattern[sign] === '?' || pattern[sign] === text[at]) {
      sign++;
      at++;
    } else if (star) {
      star = { ...star, at: star.at + 1 };
      ({ sign, at } = star);
    } else {
      return false;
    }
  }
  return /^\**$/.test(pattern.slice(sign));
}
