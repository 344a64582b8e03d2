import { sep } from 'node:path';
import { relativeInside } from '../node/relativeInside';

/** A path as a form shows it: relative to `folder` where it lies inside, with `/`. */
export function pathInForm(path: string, folder: string): string {
  const inside = relativeInside(folder, path) ?? '';
  return inside === '' ? path : inside.split(sep).join('/');
}
