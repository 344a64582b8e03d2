import * as fs from 'node:fs/promises';
import * as path from 'node:path';

/** What a script sees, or would see according to those who start it. */
export interface ScriptWorld {
  readonly environment: Readonly<Record<string, string>>;
  readonly arguments: readonly string[];
}

/** Writes down what it sees, for `seenIn`. */
export const seeingScript = `
import json, os, sys
with open(os.environ["SM_OUTPUT_DIR"] + "/seen.json", "w") as file:
    json.dump({"environment": dict(os.environ), "arguments": sys.argv[1:]}, file)
`;

/** What `seeingScript` has written on a host whose `/opt/ml` is that folder. */
export async function seenIn(base: string): Promise<ScriptWorld> {
  const text = await fs.readFile(path.join(base, 'output', 'seen.json'), 'utf8');
  return JSON.parse(text) as ScriptWorld;
}
