/** Longer names are shown in part where they stand beside something else. */
const longest = 40;
/** What tells the jobs of one script apart: the timestamp of their names. */
const end = 23;

/** A name for a row or a tab, its middle left out when it is long: names differ at their ends. */
export function shortName(name: string): string {
  return name.length <= longest
    ? name
    : `${name.slice(0, longest - end - 1)}…${name.slice(name.length - end)}`;
}
