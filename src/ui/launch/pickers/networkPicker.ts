import * as vscode from 'vscode';
import type { ReadList } from '../../../core/growing';
import type { SecurityGroup, Subnet, Vpc } from '../../../aws/pickers/networkList';
import { back, tickGrowing, type GrowingRow } from '../../../platform/growingPick';
import { numberText } from '../../numberText';
import { fillFrom, joined, usedFirst } from './pickRows';
import { typeIds } from './typeIds';
import { pickVpc, type InVpc, type VpcList } from './vpcPicker';

export interface NetworkPorts {
  readonly vpcs: ReadList<Vpc>;
  readonly subnets: ReadList<Subnet>;
  readonly securityGroups: ReadList<SecurityGroup>;
}

/** Ids that the fields have. */
export interface GivenNetwork {
  readonly subnets: readonly string[];
  readonly securityGroups: readonly string[];
}

/** Lets the person tick subnets of one VPC: their ids; `undefined` when dismissed. */
export const pickSubnets = (
  ports: NetworkPorts,
  given: GivenNetwork,
  used: readonly string[],
): Promise<string | undefined> =>
  pickInVpc(
    {
      title: vscode.l10n.t('Subnets of the job'),
      placeholder: vscode.l10n.t('Tick the subnets that the instances may be in'),
      none: vscode.l10n.t('There are no subnets in this region'),
      read: ports.subnets,
      ...surroundings(ports, given),
      row: subnetRow,
    },
    given.subnets,
    used,
  );

/** The same of security groups, of the VPC that the subnets are in. */
export const pickSecurityGroups = (
  ports: NetworkPorts,
  given: GivenNetwork,
  used: readonly string[],
): Promise<string | undefined> =>
  pickInVpc(
    {
      title: vscode.l10n.t('Security groups of the job'),
      placeholder: vscode.l10n.t('Tick the groups whose rules hold for the instances'),
      none: vscode.l10n.t('There are no security groups in this region'),
      read: ports.securityGroups,
      ...surroundings(ports, given),
      row: ({ id, name, description }) => ({
        ...{ label: name, description: id, detail: description, value: id },
      }),
    },
    given.securityGroups,
    used,
  );

/** Security groups are chosen for subnets: theirs is the VPC that counts. */
const surroundings = (
  ports: NetworkPorts,
  given: GivenNetwork,
): Pick<VpcList<InVpc>, 'vpcs' | 'anchors'> => ({
  vpcs: ports.vpcs,
  anchors: [
    { read: ports.subnets, ids: given.subnets },
    { read: ports.securityGroups, ids: given.securityGroups },
  ],
});

/** What can be ticked of a VPC. */
interface Ticked<T extends InVpc> extends VpcList<T> {
  readonly placeholder: string;
  row(item: T): GrowingRow<string>;
}

async function pickInVpc<T extends InVpc>(
  list: Ticked<T>,
  given: readonly string[],
  used: readonly string[],
): Promise<string | undefined> {
  let isBack = false;
  for (;;) {
    const vpc = await pickVpc(list, { used, isBack });
    if (vpc === undefined) {
      return undefined;
    }
    const ids = await tick(list, { vpc, given, used });
    if (ids !== back) {
      return ids?.join(', ');
    }
    isBack = true;
  }
}

const tick = <T extends InVpc>(
  list: Ticked<T>,
  {
    vpc,
    given,
    used,
  }: { readonly vpc: string; readonly given: readonly string[]; readonly used: readonly string[] },
): Promise<readonly string[] | typeof back | undefined> =>
  tickGrowing<string>(
    { title: `${list.title}: ${vpc}`, placeholder: list.placeholder, hasBack: true },
    (filling) =>
      fillFrom(filling, list.read, {
        rows: (items) =>
          usedFirst(
            items.filter((item) => item.vpc === vpc),
            used,
            ({ id }) => id,
          ).map((item) => list.row(item)),
        texts: { none: list.none, instead: typeIds() },
      }),
    given,
  );

const subnetRow = ({ id, name, zone, cidr, freeAddresses }: Subnet): GrowingRow<string> => ({
  ...{ label: name === '' ? id : name, value: id },
  description: joined(name === '' ? undefined : id, zone, cidr),
  detail:
    freeAddresses === undefined
      ? ''
      : vscode.l10n.t('{0} free addresses', numberText(freeAddresses)),
});
