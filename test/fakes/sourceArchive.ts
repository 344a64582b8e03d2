import { gzipSync } from 'node:zlib';
import { pack } from 'tar-stream';

/** A `sourcedir.tar.gz` with these files, name to text. */
export async function sourceArchive(files: Readonly<Record<string, string>>): Promise<Buffer> {
  const tar = pack();
  Object.entries(files).forEach(([name, text]) => tar.entry({ name }, text));
  tar.finalize();
  const parts: Buffer[] = [];
  for await (const part of tar) {
    parts.push(part as Buffer);
  }
  return gzipSync(Buffer.concat(parts));
}
