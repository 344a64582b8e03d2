import * as vscode from 'vscode';
import { basename, posix } from 'node:path';
import type { ConnectionInfo } from '../../core/connections/connection';
import type { ScriptInspection } from '../../core/training/inspection';
import { importsLinks } from '../../core/training/importsLinks';
import { requirementsLinks } from '../../core/training/requirementsLinks';
import type { AppendedLines } from '../../platform/documents';
import type { LaunchDraft, LaunchState, PreflightLine } from '../../shared/contracts/launch';
import { widerFolders } from './placedModules';
import type { Preflight, RequirementsLook } from './preflight';
import { requirementsFile } from './requirementsCheck';
import type { SourceRoots } from './sourceRoots';

export interface PackagePorts {
  /** Those of `paths`, absolute or relative to the script's folder, that exist. */
  existing(paths: readonly string[]): Promise<readonly string[]>;
  /** Adds lines to the `requirements.txt` of an absolute folder, which is made where there is none. */
  addRequirements(lines: readonly string[], folder: string): Promise<AppendedLines>;
  isTrusted(): boolean;
}

/** What the launch is for, as it is now. */
export interface PackageSubject {
  info(): ConnectionInfo;
  inspection(): ScriptInspection | undefined;
  roots(): SourceRoots;
  /** Those that may be packed. */
  sourceFolders(): LaunchState['sourceFolders'];
}

/** What was added to `requirements.txt` last. */
interface Written {
  readonly names: readonly string[];
  /** Consent to their installation came with it. */
  readonly installs: boolean;
  readonly lines: AppendedLines;
}

/** Decides when packages are looked at: those of `requirements.txt`, and those that the script imports. */
export class PackageChecks {
  private hasRequirements = false;
  private written: Written | undefined;
  /** Modules that an import finds beside the script or at the root of the code. */
  private ownModules: ReadonlySet<string> = new Set();

  constructor(
    private readonly preflight: Preflight,
    private readonly ports: PackagePorts,
    private readonly subject: PackageSubject,
  ) {}

  /** Whether there is a `requirements.txt` whose packages can be installed. */
  get offersInstallation(): boolean {
    return this.hasRequirements && this.mayAsk;
  }

  /** Sees what lies beside the script and at the root of the code. */
  async find(): Promise<void> {
    const { sourceFolder, alsoPacked } = this.subject.roots();
    const requirements = posix.join(sourceFolder, requirementsFile);
    const names = this.required().flatMap(({ module }) => [module, `${module}.py`]);
    const own = [...names, ...names.map((name) => posix.join(sourceFolder, name))];
    const found = await this.ports.existing([requirements, ...new Set(own)]);
    this.hasRequirements = found.includes(requirements);
    const files = [...found, ...alsoPacked].map((file) => basename(file));
    this.ownModules = new Set(files.map((file) => file.replace(/\.py$/, '')));
    await this.findWritten();
  }

  /** What a link to a module that lies elsewhere changes in a draft. */
  packing(id: string, { alsoPacked }: LaunchDraft): Partial<LaunchDraft> {
    const placed = this.preflight.placedModules;
    const from = placed.find(({ module }) => id === importsLinks.packFrom + module);
    const added = placed.find(({ module }) => id === importsLinks.alsoPack + module);
    return {
      ...(from?.sourceFolder !== undefined && { sourceFolder: from.sourceFolder }),
      ...(added && { alsoPacked: [...alsoPacked, added.path] }),
    };
  }

  /** Compares what was found with the interpreter. */
  compare(look: RequirementsLook): void {
    this.preflight.checkRequirements(this.offersInstallation ? look : undefined);
    const imports = this.required().filter(({ module }) => !this.ownModules.has(module));
    const roots = this.subject.roots();
    const wider = widerFolders(roots, this.subject.sourceFolders());
    const asked = this.mayAsk ? imports : [];
    this.preflight.checkImports({ imports: asked, wider, source: roots.directory }, look);
  }

  async look(look: RequirementsLook): Promise<void> {
    await this.find();
    this.compare(look);
  }

  /**
   * Follows a link of an import: writes packages into `requirements.txt`, or takes that back. Answers
   * whether they are to be installed, or `undefined` where the link says nothing about it.
   */
  async follow(id: string): Promise<boolean | undefined> {
    if (id === importsLinks.undo) {
      return await this.takeBack();
    }
    const module = this.preflight.unknownModules.find((one) => id === importsLinks.guess + one);
    const isKnown = id === importsLinks.install || id === importsLinks.add;
    const names = module === undefined ? (isKnown ? this.preflight.packagesToAdd : []) : [module];
    if (names.length === 0) {
      return undefined;
    }
    const installs = id === importsLinks.install;
    const { directory: folder } = this.subject.roots();
    this.written = { names, installs, lines: await this.ports.addRequirements(names, folder) };
    await this.look({ fresh: true, quiet: false });
    return installs ? true : undefined;
  }

  /** What was written, with the way back. */
  get lines(): readonly PreflightLine[] {
    const names = this.written?.names.join(', ');
    return names === undefined
      ? []
      : [
          {
            id: 'requirements-written',
            tone: 'ok',
            message: vscode.l10n.t('{0}: added {1}', requirementsFile, names),
            links: [
              { id: importsLinks.undo, label: vscode.l10n.t('Undo') },
              {
                id: requirementsLinks.open,
                label: vscode.l10n.t('Open {0}', requirementsFile),
              },
            ],
          },
        ];
  }

  /** What somebody took out again, or wrote behind, is no longer the last that was added. */
  private async findWritten(): Promise<void> {
    const { written } = this;
    // A file that cannot be opened any more offers no way back either.
    const areThere = await written?.lines.areThere().catch(() => false);
    if (areThere === false && this.written === written) {
      this.written = undefined;
    }
  }

  private async takeBack(): Promise<boolean | undefined> {
    const { written } = this;
    this.written = undefined;
    await written?.lines.takeBack();
    await this.look({ fresh: true, quiet: false });
    return written?.installs === true ? false : undefined;
  }

  private required(): ScriptInspection['imports'] {
    return this.subject.inspection()?.imports.filter(({ required }) => required) ?? [];
  }

  /** To compare is to run the interpreter, which may be one of the workspace. */
  private get mayAsk(): boolean {
    return this.subject.info().traits.runsHere && this.ports.isTrusted();
  }
}
