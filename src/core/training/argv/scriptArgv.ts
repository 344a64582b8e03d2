import type { LaunchDraft } from '../../../shared/contracts/launch';
import { containerArguments } from '../containerArguments';
import type { ContainerImage } from '../containerImage';
import { formArguments, toHyperparameters } from '../draft';
import type { ScriptInspection } from '../inspection';
import { sortedEntries, toPython } from '../pythonValue';
import { readShellWords, type ShellReading } from './shellWords';

/** What a shell does to a value. `runs`: part of it is run as a command. */
export type ShellDamage = 'lost' | 'split' | 'changed' | 'expanded' | 'runs' | 'breaks';

/** One hyperparameter on the command line. */
export interface ArgvPart {
  readonly name: string;
  /** As the image builds them: `--name` and the value. */
  readonly built: readonly string[];
  /** As the script receives them. */
  readonly received: readonly string[];
  readonly damage: ShellDamage | null;
}

/** The hyperparameters of a draft in the image's order. */
export function argvOf(
  draft: LaunchDraft,
  inspection: ScriptInspection,
  image: ContainerImage,
): readonly ArgvPart[] {
  const given = new Map(
    toHyperparameters(draft, formArguments(inspection)).map(({ name, value }) => [
      name,
      toPython(value),
    ]),
  );
  return sortedEntries(given).map(([name, value]) => {
    const built = containerArguments(new Map([[name, value]]));
    return image.usesShell
      ? { name, built, ...throughShell(built) }
      : { name, built, received: built, damage: null };
  });
}

/** The shell reads all words as one line; each part here by itself, as if the others were plain. */
function throughShell(built: readonly string[]): Pick<ArgvPart, 'received' | 'damage'> {
  const reading = readShellWords(built.join(' '));
  if (reading === null) {
    return { received: [], damage: 'breaks' };
  }
  const received = reading.words.map(({ text }) => text);
  return { received, damage: damageOf(built, received, reading) };
}

function damageOf(
  built: readonly string[],
  received: readonly string[],
  { end, open }: ShellReading,
): ShellDamage | null {
  if (end !== null) return 'runs';
  if (open.length > 0) return 'expanded';
  if (received.length !== built.length) return received.length < built.length ? 'lost' : 'split';
  return received.every((word, index) => word === built[index]) ? null : 'changed';
}
