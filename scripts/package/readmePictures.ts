import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import { dist, repository } from '../paths';

const folder = path.join(repository, 'media', 'readme');

/** Bytes of the pictures that README.md shows. */
export async function measureReadmePictures(): Promise<number> {
  const readme = await fs.readFile(path.join(repository, 'README.md'), 'utf8');
  const links = readme.matchAll(/!\[[^\]]*\]\(([^)\s]+)|<img[^>]*\ssrc="([^"]+)"/g);
  const files = new Set([...links].map(([, markdown, html]) => markdown ?? html ?? ''));
  const local = [...files].filter((file) => !/^[a-z]+:/.test(file));
  const stats = await Promise.all(local.map((file) => fs.stat(path.join(repository, file))));
  return stats.reduce((sum, { size }) => sum + size, 0);
}

/** Takes over the pictures that the last run of the journeys took, if there was one. */
export async function takeReadmePictures(): Promise<void> {
  const taken = path.join(dist, 'screenshots', 'readme');
  const names = await fs.readdir(taken).catch(() => []);
  await fs.mkdir(folder, { recursive: true });
  for (const name of names) {
    await fs.copyFile(path.join(taken, name), path.join(folder, name));
  }
}
