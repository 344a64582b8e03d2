import type { LaunchDraft } from '../../shared/contracts/launch';
import type { LaunchForm } from './launchForm';
import type { LaunchPorts } from './launchPorts';
import type { PackageChecks } from './packageChecks';
import type { SourceChanges } from './sourceChanges';
import { packedPlaces } from './sourceRoots';

/** What the links of the checks change. */
interface MendingParts {
  readonly form: LaunchForm;
  readonly packages: PackageChecks;
  readonly changes: SourceChanges;
  readonly ports: Pick<LaunchPorts, 'save' | 'editScript'>;
  /** Changes the draft in one place. */
  readonly update: (change: (draft: LaunchDraft) => LaunchDraft) => void;
  /** The form is another one. */
  readonly edited: () => void;
}

/** Follows the links that mend the form or the script. */
export class Mending {
  constructor(private readonly parts: MendingParts) {}

  /** Follows a link of an import, which may pack more, or bring consent to an installation or take it away. */
  async followImport(id: string): Promise<void> {
    const { packages, update } = this.parts;
    const installs = await packages.follow(id);
    update((draft) => ({
      ...draft,
      ...packages.packing(id, draft),
      installRequirements: installs ?? draft.installRequirements,
    }));
  }

  /** Follows a link that mends the command line; one that is gone does nothing. */
  async mend(id: string): Promise<void> {
    const { form, edited } = this.parts;
    const fix = form.commandLine?.fix(id);
    if (fix?.kind === 'form') {
      form.fillIn(fix.name, fix.value);
      edited();
    } else if (fix) {
      await this.mendScript(id);
    }
  }

  /** What is edited has to be what was read: its columns count. */
  private async mendScript(id: string): Promise<void> {
    const { form, changes, ports } = this.parts;
    await changes.whileSaving(() => ports.save(packedPlaces(form.roots)));
    const fix = form.commandLine?.fix(id);
    if (fix?.kind === 'script') {
      await changes.whileSaving(() => ports.editScript(fix.edits, form.scriptText));
    }
  }
}
