import type { Capability, ItemKind } from './kind';

type When<Status> = 'always' | readonly Status[];

/** Capabilities that no command of the kind itself provides. */
type Offered = 'logs' | 'model' | 'again' | 'resume' | 'elsewhere' | 'code' | 'results';

/** What a row can do besides: always, or in some statuses. */
export type Offers<Status> = Readonly<Partial<Record<Offered, When<Status>>>>;

interface Guarded {
  readonly when: When<string>;
}

/** The parts of a kind's definition that decide what a row can do. */
interface Abilities {
  readonly start?: Guarded;
  readonly stop?: Guarded;
  readonly remove?: Guarded;
  readonly offers?: Offers<string>;
  readonly consolePath?: object;
  readonly tags?: true;
}

/** What a row can do by its status; tags belong to an ARN. */
export function capabilitiesBy(abilities: Abilities): ItemKind['capabilities'] {
  const { start, stop, remove, offers = {}, consolePath, tags } = abilities;
  const all: readonly (readonly [Capability, When<string> | undefined])[] = [
    ['describe', 'always'],
    ['start', start?.when],
    ['stop', stop?.when],
    ['delete', remove?.when],
    ['console', consolePath && 'always'],
    ['logs', offers.logs],
    ['model', offers.model],
    ['again', offers.again],
    ['resume', offers.resume],
    ['elsewhere', offers.elsewhere],
    ['code', offers.code],
    ['results', offers.results],
  ];
  return ({ status = '', arn }) => [
    ...all
      .filter(([, when]) => when === 'always' || when?.includes(status))
      .map(([capability]) => capability),
    ...(tags && arn !== undefined ? (['tags'] as const) : []),
  ];
}
