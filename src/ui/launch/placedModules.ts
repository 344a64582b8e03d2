import * as vscode from 'vscode';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { shownPath } from '../../core/packaging/shownPath';
import { importsLinks } from '../../core/training/importsLinks';
import type { ScriptImport } from '../../core/training/inspection';
import { scriptLink } from '../../core/training/preflight';
import type { ModuleAbove } from '../../node/modulesAbove';
import type { LaunchState, PreflightLine, PreflightLink } from '../../shared/contracts/launch';
import type { SourceRoots } from './sourceRoots';

/** A folder round the source folder that could be it. */
export interface WiderFolder {
  /** As in a draft. */
  readonly value: string;
  readonly label: string;
  /** Absolute. */
  readonly path: string;
}

/** A module that a script imports and that lies round what is packed. */
export interface PlacedModule {
  readonly module: string;
  /** Absolute. */
  readonly path: string;
  /** For people. */
  readonly label: string;
  /** The source folder that has it at its top, as in a draft. */
  readonly sourceFolder: string | undefined;
  readonly sourceLabel: string;
  /** Whether it can be packed beside the source folder, which it must not hold or be. */
  readonly canBeAdded: boolean;
}

export function widerFolders(
  { directory, entryPoint, sourceFolder }: SourceRoots,
  offered: LaunchState['sourceFolders'],
): readonly WiderFolder[] {
  const own = dirname(join(directory, entryPoint));
  const at = offered.findIndex(({ value }) => value === sourceFolder);
  return offered.slice(at + 1).map((one) => ({ ...one, path: resolve(own, one.value) }));
}

/** `source`: the source folder, absolute. */
export function placedModules(
  found: readonly ModuleAbove[],
  wider: readonly WiderFolder[],
  source: string,
): readonly PlacedModule[] {
  return found.flatMap(({ module, path, folder, isAtTop }) => {
    const of = wider.find((one) => one.path === folder);
    return of === undefined
      ? []
      : [
          {
            ...{ module, path },
            label: [of.label, ...relative(folder, path).split(sep)].join('/'),
            sourceFolder: isAtTop ? of.value : undefined,
            sourceLabel: of.label,
            canBeAdded: !`${source}${sep}`.startsWith(`${path}${sep}`),
          },
        ];
  });
}

/** One at the top of a folder round the script is what it means; one further off may be another of its name. */
export function placedLine(
  { module, line }: ScriptImport,
  placed: PlacedModule,
  script: string,
): PreflightLine {
  const { label, sourceLabel, sourceFolder, canBeAdded } = placed;
  const from: PreflightLink = {
    id: `${importsLinks.packFrom}${module}`,
    label: vscode.l10n.t('Pack from {0}', shownPath(sourceLabel)),
  };
  const add: PreflightLink = {
    id: `${importsLinks.alsoPack}${module}`,
    label: vscode.l10n.t('Also pack {0}', shownPath(label)),
  };
  return {
    id: `import:${module}`,
    tone: sourceFolder === undefined ? 'warning' : 'error',
    field: 'sourceFolder',
    message: vscode.l10n.t(
      '{0} imports {1}, which is not packed. It lies at {2}.',
      script,
      module,
      shownPath(label),
    ),
    links: [
      ...(sourceFolder === undefined ? [] : [from]),
      ...(canBeAdded ? [add] : []),
      scriptLink(line, `import-${module}`),
    ],
  };
}
