import * as path from 'node:path';
import { format, resolveConfig } from 'prettier';
import * as fs from 'node:fs/promises';
import { repository } from './paths';
import { capture, cleanEnvironment } from './processes';
import { runMain, say } from './progress';
import { pythonEnvironment } from './test/pythonEnvironments';

/**
 * `npm run images`: writes the table of prebuilt images anew, from the SageMaker Python SDK that the contract
 * tests' requirements pin. For a newer one change `test/contract/requirements/sdk3.txt` first.
 */
async function main(): Promise<number> {
  const python = path.join(await pythonEnvironment('sdk3'), 'python');
  const script = path.join(repository, 'scripts', 'images', 'refresh.py');
  await capture(python, [script], { env: cleanEnvironment() });
  const table = path.join(repository, 'src', 'core', 'images', 'imageTable.json');
  const text = await fs.readFile(table, 'utf8');
  await fs.writeFile(
    table,
    await format(text, { ...(await resolveConfig(table)), filepath: table }),
  );
  const { source, takenOn } = JSON.parse(text) as { source: string; takenOn: string };
  say(`${path.relative(repository, table)}: ${source}, ${takenOn}`);
  return 0;
}

void runMain(main);
