import type { SandboxUsage } from './protocol';

/** Bytes of all areas together. */
export function totalBytes({ bytes }: Pick<SandboxUsage, 'bytes'>): number {
  return Object.values(bytes).reduce((sum, size) => sum + size, 0);
}
