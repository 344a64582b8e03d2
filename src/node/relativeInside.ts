import { isAbsolute, relative, sep } from 'node:path';

/** The way from `folder` to `path`, empty when they are the same; `undefined` when it leads out. */
export function relativeInside(folder: string, path: string): string | undefined {
  const inside = relative(folder, path);
  const leadsOut = inside === '..' || inside.startsWith(`..${sep}`) || isAbsolute(inside);
  return leadsOut ? undefined : inside;
}
