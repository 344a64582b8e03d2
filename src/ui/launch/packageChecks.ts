import type { ConnectionInfo } from '../../core/connections/connection';
import type { ScriptInspection } from '../../core/training/inspection';
import type { Preflight, RequirementsLook } from './preflight';
import { requirementsFile } from './requirementsCheck';

export interface PackagePorts {
  /** Those of `paths`, absolute or relative to the source folder, that exist. */
  existing(paths: readonly string[]): Promise<readonly string[]>;
  /** Adds lines to the source folder's `requirements.txt`, which is made where there is none. */
  addRequirements(lines: readonly string[]): Promise<void>;
  isTrusted(): boolean;
}

/** What the launch is for, as it is now. */
export interface PackageSubject {
  info(): ConnectionInfo;
  inspection(): ScriptInspection | undefined;
}

/** Decides when packages are looked at: those of `requirements.txt`, and those that the script imports. */
export class PackageChecks {
  private hasRequirements = false;
  /** Files and folders beside the script that an import finds. */
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

  /** Sees what lies beside the script. */
  async find(): Promise<void> {
    const own = this.required().flatMap(({ module }) => [module, `${module}.py`]);
    const found = await this.ports.existing([requirementsFile, ...own]);
    this.hasRequirements = found.includes(requirementsFile);
    this.ownModules = new Set(found.map((file) => file.replace(/\.py$/, '')));
  }

  /** Compares what was found with the interpreter. */
  compare(look: RequirementsLook): void {
    this.preflight.checkRequirements(this.offersInstallation ? look : undefined);
    const imports = this.required().filter(({ module }) => !this.ownModules.has(module));
    this.preflight.checkImports(this.mayAsk ? imports : [], look);
  }

  async look(look: RequirementsLook): Promise<void> {
    await this.find();
    this.compare(look);
  }

  /** Writes the packages that are missing into `requirements.txt`. */
  async add(): Promise<void> {
    await this.ports.addRequirements(this.preflight.packagesToAdd);
    await this.look({ fresh: true, quiet: false });
  }

  private required(): ScriptInspection['imports'] {
    return this.subject.inspection()?.imports.filter(({ required }) => required) ?? [];
  }

  /** To compare is to run the interpreter, which may be one of the workspace. */
  private get mayAsk(): boolean {
    return this.subject.info().traits.runsHere && this.ports.isTrusted();
  }
}
