import type { LaunchSettings, NamedText } from '../../shared/contracts/launchSettings';

/**
 * Settings that were left, with what was filled in by itself as it would be filled in now: what a person has
 * changed since stays. `before`: what was filled in; `now`: what is to be.
 */
export function renewSettings(
  left: LaunchSettings,
  before: LaunchSettings,
  now: LaunchSettings,
): LaunchSettings {
  return {
    ...left,
    fields: Object.fromEntries(
      renewed(entriesOf(left.fields), entriesOf(before.fields), entriesOf(now.fields)),
    ),
    tags: renewedRows(left.tags, before.tags, now.tags),
    environment: renewedRows(left.environment, before.environment, now.environment),
  };
}

type Entries = ReadonlyMap<string, string>;

/** In the order that was left, what is new at the end. */
function renewed(left: Entries, before: Entries, now: Entries): Entries {
  const names = new Set([...left.keys(), ...now.keys()]);
  return new Map(
    [...names].flatMap((name): [string, string][] => {
      const [own, filled, fresh] = [left.get(name), before.get(name), now.get(name)];
      // An empty field is one that nothing was put into; emptied by a person it has lost what was.
      const isUntouched = (own ?? '') === (filled ?? '');
      const value = isUntouched ? fresh : (own ?? '');
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

function renewedRows(
  left: readonly NamedText[],
  before: readonly NamedText[],
  now: readonly NamedText[],
): readonly NamedText[] {
  // Rows that were only begun have no name, and two may have one.
  const own = new Map(left.map((row) => [row.name.trim(), row] as const));
  const was = new Map(before.map((row) => [row.name, row.value] as const));
  const fresh = new Map(now.map((row) => [row.name, row] as const));
  const kept = left.flatMap((row) => {
    const name = row.name.trim();
    return was.has(name) && was.get(name) === row.value ? (fresh.get(name) ?? []) : [row];
  });
  // A row that was taken away is one that a person did not want.
  const added = now.filter(({ name }) => !own.has(name) && !was.has(name));
  return [...kept, ...added];
}

const entriesOf = (fields: LaunchSettings['fields']): Entries => new Map(Object.entries(fields));
