import * as vscode from 'vscode';
import { importsLinks } from '../../core/training/importsLinks';
import type { ScriptImport } from '../../core/training/inspection';
import type { modulesAbove } from '../../node/modulesAbove';
import { normalizedName, packageOf, requiredPackage } from '../../core/training/packages';
import { scriptLink } from '../../core/training/preflight';
import type { PreflightLine } from '../../shared/contracts/launch';
import { placedLine, placedModules, type PlacedModule, type WiderFolder } from './placedModules';
import { requirementsFile, type RequirementsState } from './requirementsCheck';

export interface ImportsPorts {
  /** Those of `modules` that an interpreter does not find. */
  missingModules(
    interpreter: string,
    modules: readonly string[],
    signal: AbortSignal,
  ): Promise<readonly string[]>;
  readonly modulesAbove: typeof modulesAbove;
}

/** An import that a script cannot do without. */
interface NeededImport extends ScriptImport {
  /** Where it lies instead. */
  readonly placed: PlacedModule | undefined;
}

/** The modules that a script cannot do without and an interpreter does not have. */
export interface MissingImports {
  readonly imports: readonly NeededImport[];
  readonly python: string;
}

/** What is looked for, and where beside the interpreter. */
export interface ImportsQuestion {
  readonly imports: readonly ScriptImport[];
  readonly wider: readonly WiderFolder[];
  /** The source folder, absolute. */
  readonly source: string;
}

/** Never rejects: who is not sure says nothing. */
export async function findMissing(
  ports: ImportsPorts,
  interpreter: Promise<{ readonly path: string }>,
  { imports, wider, source }: ImportsQuestion,
  signal: AbortSignal,
): Promise<MissingImports | undefined> {
  try {
    const { path } = await interpreter;
    const modules = imports.map(({ module }) => module);
    const missing = await ports.missingModules(path, modules, signal);
    const folders = wider.map((folder) => folder.path);
    const placed = placedModules(await ports.modulesAbove(missing, folders), wider, source);
    return {
      python: path,
      imports: imports
        .filter(({ module }) => missing.includes(module))
        .map((one) => ({ ...one, placed: placed.find(({ module }) => module === one.module) })),
    };
  } catch {
    return undefined;
  }
}

/** Missing packages by their names in an index, as far as these are known; each once. */
export function packagesToAdd(
  missing: MissingImports | undefined,
  requirements: RequirementsState,
): readonly string[] {
  return [...new Set(sortOut(missing, requirements).known.map(({ name }) => name))];
}

/** Missing modules of which no package is known. */
export function unknownModules(
  missing: MissingImports | undefined,
  requirements: RequirementsState,
): readonly string[] {
  return sortOut(missing, requirements).unknown.map(({ module }) => module);
}

/** What is missing, in the order of its lines in the script. */
export function importsLines(
  missing: MissingImports | undefined,
  requirements: RequirementsState,
  script: string,
): readonly PreflightLine[] {
  // What requirements.txt asks for comes with packages of its own.
  if (missing === undefined || requirements.kind === 'busy') {
    return [];
  }
  const { known, unknown } = sortOut(missing, requirements);
  const isSure = listed(requirements).length === 0;
  return [
    ...missing.imports.flatMap((one) => (one.placed ? placedLine(one, one.placed, script) : [])),
    ...(known.length > 0 ? [knownLine(known, missing.python, { script, isSure })] : []),
    ...unknown.map((found) => unknownLine(found, script)),
  ];
}

interface KnownPackage extends ScriptImport {
  /** In an index. */
  readonly name: string;
}

function sortOut(
  missing: MissingImports | undefined,
  requirements: RequirementsState,
): { readonly known: readonly KnownPackage[]; readonly unknown: readonly ScriptImport[] } {
  const coming = new Set(listed(requirements).map(requiredPackage));
  const known: KnownPackage[] = [];
  const unknown: ScriptImport[] = [];
  for (const found of missing?.imports ?? []) {
    const name = packageOf(found.module);
    if (found.placed || coming.has(normalizedName(name ?? found.module))) {
      continue;
    }
    if (name === undefined) {
      unknown.push(found);
    } else {
      known.push({ ...found, name });
    }
  }
  return { known, unknown };
}

/** Lines of `requirements.txt` that are still to be installed. */
function listed(requirements: RequirementsState): readonly string[] {
  return requirements.kind === 'compared' ? requirements.report.missing : [];
}

function knownLine(
  known: readonly KnownPackage[],
  python: string,
  { script, isSure }: { readonly script: string; readonly isSure: boolean },
): PreflightLine {
  const names = [...new Set(known.map(({ name }) => name))];
  const message =
    names.length === 1
      ? vscode.l10n.t('{0} imports {1}, which is not installed.', script, names.join())
      : vscode.l10n.t('{0} imports packages that are not installed: {1}', script, names.join(', '));
  return {
    id: importsLinks.install,
    // A package of requirements.txt may bring it along.
    tone: isSure ? 'error' : 'warning',
    message,
    detail: [
      ...known.map(({ module, name, line }) =>
        vscode.l10n.t('import {0} in line {1}: package {2}', module, line, name),
      ),
      vscode.l10n.t('Not installed for {0}', python),
      `"${python}" -m pip install ${names.join(' ')}`,
    ].join('\n'),
    links: [
      {
        id: importsLinks.install,
        label: vscode.l10n.t('Add to {0} and install in the sandbox', requirementsFile),
      },
      { id: importsLinks.add, label: vscode.l10n.t('Add to {0}', requirementsFile) },
    ],
  };
}

/** As pip and the index take it. */
const packageName = /^[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?$/;

/** It may be somewhere that only the running script knows, so it is no reason not to start. */
function unknownLine({ module, line }: ScriptImport, script: string): PreflightLine {
  const guess = {
    id: `${importsLinks.guess}${module}`,
    label: vscode.l10n.t('If it is the package “{0}”: add to {1}', module, requirementsFile),
  };
  return {
    id: `import:${module}`,
    tone: 'warning',
    message: vscode.l10n.t(
      '{0} imports {1}, which is neither installed nor beside the script.',
      script,
      module,
    ),
    detail: vscode.l10n.t(
      'The import in line {0} fails unless the script finds the module itself, or a package of {1} brings it. Which package has it is not known; one of the same name may be something else.',
      line,
      requirementsFile,
    ),
    links: [scriptLink(line, `import-${module}`), ...(packageName.test(module) ? [guess] : [])],
  };
}
