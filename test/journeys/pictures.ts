import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import { dist } from '../../scripts/paths';

/** Where a picture is kept; its folder is made. */
export async function pictureFile(folder: string, name: string): Promise<string> {
  const file = path.join(dist, 'screenshots', folder, `${name}.png`);
  await fs.mkdir(path.dirname(file), { recursive: true });
  return file;
}
