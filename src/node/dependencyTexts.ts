import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import type { DependencyTexts } from '../core/training/inspect/frameworkVersion';

/** Nobody writes a longer one. */
const maxBytes = 1_000_000;

/**
 * The files of a source folder that name what its scripts need; what cannot be read is as if it were not there.
 * `unsaved` gives the text of a file that is being edited.
 */
export async function readDependencyTexts(
  folder: string,
  unsaved: (file: string) => string | undefined = () => undefined,
): Promise<DependencyTexts> {
  const [requirements, project, environment] = await Promise.all(
    ['requirements.txt', 'pyproject.toml', 'environment.yml'].map((name) =>
      textOf(path.join(folder, name), unsaved),
    ),
  );
  return { requirements, project, environment };
}

async function textOf(
  file: string,
  unsaved: (file: string) => string | undefined,
): Promise<string | undefined> {
  const edited = unsaved(file);
  if (edited !== undefined) {
    return edited;
  }
  try {
    const stats = await stat(file);
    return stats.isFile() && stats.size <= maxBytes ? await readFile(file, 'utf8') : undefined;
  } catch {
    return undefined;
  }
}
