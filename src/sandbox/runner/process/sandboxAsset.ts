import { existsSync } from 'node:fs';
import * as path from 'node:path';

/**
 * Path of a Python file of `media/sandbox`: beside the bundle, where the build copies it, or in the
 * source tree when the sandbox runs from its sources.
 */
export function sandboxAsset(name: string): string {
  const bundled = path.join(__dirname, name);
  return existsSync(bundled) ? bundled : path.join(__dirname, '../../../../media/sandbox', name);
}
