import * as vscode from 'vscode';
import type { Growing, ReadList } from '../../../core/growing';
import type { Vpc } from '../../../aws/pickers/networkList';
import { back, pickGrowing, type Filling, type GrowingRow } from '../../../platform/growingPick';
import { failureOf, fillFrom, joined, usedFirst } from './pickRows';
import { typeIds } from './typeIds';

/** Something that a VPC has. */
export interface InVpc {
  readonly id: string;
  readonly vpc: string;
}

/** What is to be ticked, whose VPC is chosen first. */
export interface VpcList<T extends InVpc> {
  readonly title: string;
  /** Where the region has nothing of it. */
  readonly none: string;
  readonly read: ReadList<T>;
  readonly vpcs: ReadList<Vpc>;
  /** What the fields have already; the VPC of the first that is known is taken. */
  readonly anchors: readonly { readonly read: ReadList<InVpc>; readonly ids: readonly string[] }[];
}

/** `isBack`: the person has left one and wants another, so that nothing is taken for granted. */
interface VpcChoice {
  readonly used: readonly string[];
  readonly isBack: boolean;
}

/** The VPC that is meant: the only one, that of what the fields have, or the one that the person picks. */
export async function pickVpc<T extends InVpc>(
  list: VpcList<T>,
  choice: VpcChoice,
): Promise<string | undefined> {
  const chosen = await pickGrowing<string>(
    { title: list.title, placeholder: vscode.l10n.t('Choose the VPC') },
    (filling) => fillVpcs(filling, list, choice),
  );
  return chosen === back ? undefined : chosen;
}

async function fillVpcs<T extends InVpc>(
  filling: Filling<string>,
  list: VpcList<T>,
  { used, isBack }: VpcChoice,
): Promise<void> {
  const { signal } = filling;
  const reading = { show: () => undefined, signal };
  const anchor = isBack ? undefined : await anchorOf(list, signal);
  if (anchor !== undefined) {
    filling.settle(anchor);
    return;
  }
  // Names are an extra, which other permissions are needed for.
  const known = await orNone(list.vpcs(reading));
  let found: readonly string[] = [];
  await fillFrom(filling, list.read, {
    rows: (items) => {
      found = [...new Set(items.map(({ vpc }) => vpc))];
      const before = items.filter(({ id }) => used.includes(id)).map(({ vpc }) => vpc);
      return usedFirst(found, before, (vpc) => vpc).map((vpc) =>
        vpcRow(
          known.find(({ id }) => id === vpc) ?? { id: vpc, name: '', cidr: '', isDefault: false },
          before.includes(vpc),
        ),
      );
    },
    texts: { none: list.none, instead: typeIds() },
  });
  const [only] = found;
  if (only !== undefined && found.length === 1 && !isBack) {
    filling.settle(only);
  }
}

const vpcRow = ({ id, name, cidr, isDefault }: Vpc, isUsed: boolean): GrowingRow<string> => ({
  ...{ label: name === '' ? id : name, value: id },
  description: joined(
    name === '' ? undefined : id,
    cidr,
    isDefault ? vscode.l10n.t('default VPC') : undefined,
    isUsed ? vscode.l10n.t('used before') : undefined,
  ),
});

async function anchorOf<T extends InVpc>(
  { anchors }: VpcList<T>,
  signal: AbortSignal,
): Promise<string | undefined> {
  for (const { read, ids } of anchors.filter((anchor) => anchor.ids.length > 0)) {
    const items = await orNone(read({ show: () => undefined, signal }));
    const found = items.find(({ id }) => ids.includes(id));
    if (found) {
      return found.vpc;
    }
  }
  return undefined;
}

/** What cannot be read is done without; the list itself says why. */
async function orNone<T>(work: Promise<Growing<T>>): Promise<readonly T[]> {
  try {
    return (await work).items;
  } catch (error) {
    failureOf(error);
    return [];
  }
}
