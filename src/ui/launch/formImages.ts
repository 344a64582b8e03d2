import * as vscode from 'vscode';
import { loadImageTable, type ImageTable } from '../../core/images/imageTable';
import {
  trainingImage,
  type TrainingImage,
  type WantedFramework,
} from '../../core/images/trainingImage';
import { chosenImage, imageOptions } from '../../core/training/settings/chosenImage';
import type { FieldErrors, LaunchDraft } from '../../shared/contracts/launch';
import { noSettings, type SettingsOffer } from '../../shared/contracts/launchSettings';
import type { PlacedPorts } from './formPorts';

/** The image of a form. */
export interface FormImage {
  readonly image: TrainingImage;
  /** By a person, and not by the script. */
  readonly isChosen: boolean;
  /** Why there is none, at the fields. */
  readonly errors: FieldErrors;
}

type ImagePorts = Pick<PlacedPorts, 'traits' | 'place'>;

/** The images that a form can name: where jobs run elsewhere a person may choose. */
export class FormImages {
  private constructor(
    private readonly table: ImageTable,
    private readonly ports: ImagePorts,
  ) {}

  static async load(ports: ImagePorts): Promise<FormImages> {
    return new FormImages(await loadImageTable(), ports);
  }

  of(draft: LaunchDraft | undefined, wanted: WantedFramework): FormImage {
    const { runsHere } = this.ports.traits();
    const settings = draft && !runsHere ? draft.settings : noSettings;
    const place = this.ports.place(draft);
    const chosen = chosenImage(this.table, settings, place);
    return chosen
      ? { ...chosen, isChosen: true }
      : { image: trainingImage(this.table, wanted, place), isChosen: false, errors: {} };
  }

  /** What the fields of the image offer. */
  options(draft: LaunchDraft, wanted: WantedFramework): SettingsOffer['options'] {
    const place = this.ports.place(draft);
    const { label } = trainingImage(this.table, wanted, place);
    const automatic = vscode.l10n.t('As the script says: {0}', label);
    const newest = (version: string): string => vscode.l10n.t('Newest: {0}', version);
    return imageOptions(this.table, draft.settings, { region: place.region, automatic, newest });
  }
}
