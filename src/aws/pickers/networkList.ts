import type { Tag } from '@aws-sdk/client-ec2';
import type { Connection } from '../connection';
import { readGrowing, type Growing, type Reading } from '../../core/growing';

/** A virtual network of the account in the connection's region. */
export interface Vpc {
  readonly id: string;
  /** Empty: it has none. */
  readonly name: string;
  /** Its IPv4 addresses: `10.0.0.0/16`. */
  readonly cidr: string;
  readonly isDefault: boolean;
}

export interface Subnet {
  readonly id: string;
  readonly name: string;
  readonly vpc: string;
  /** Availability zone: `eu-west-1a`. */
  readonly zone: string;
  readonly cidr: string;
  /** IPv4 addresses that nobody has; each instance of a job takes some. */
  readonly freeAddresses: number | undefined;
}

export interface SecurityGroup {
  readonly id: string;
  readonly name: string;
  readonly vpc: string;
  readonly description: string;
}

type Network = Pick<Connection, 'ec2'>;

/** EC2's largest page. */
const pageSize = 1000;

export async function listVpcs({ ec2 }: Network, reading: Reading<Vpc>): Promise<Growing<Vpc>> {
  const { DescribeVpcsCommand } = await import('@aws-sdk/client-ec2');
  return await readGrowing(async (token) => {
    const command = new DescribeVpcsCommand({ MaxResults: pageSize, NextToken: token });
    const { Vpcs = [], NextToken } = await ec2.send(command, reading.signal);
    const items = Vpcs.map(({ VpcId: id = '', Tags, CidrBlock: cidr = '', IsDefault }) => ({
      ...{ id, name: nameIn(Tags), cidr, isDefault: IsDefault === true },
    }));
    return { items, next: nextOf(NextToken) };
  }, reading);
}

export async function listSubnets(
  { ec2 }: Network,
  reading: Reading<Subnet>,
): Promise<Growing<Subnet>> {
  const { DescribeSubnetsCommand } = await import('@aws-sdk/client-ec2');
  return await readGrowing(async (token) => {
    const command = new DescribeSubnetsCommand({ MaxResults: pageSize, NextToken: token });
    const { Subnets = [], NextToken } = await ec2.send(command, reading.signal);
    const items = Subnets.map((subnet) => ({
      ...{ id: subnet.SubnetId ?? '', name: nameIn(subnet.Tags), vpc: subnet.VpcId ?? '' },
      ...{ zone: subnet.AvailabilityZone ?? '', cidr: subnet.CidrBlock ?? '' },
      freeAddresses: subnet.AvailableIpAddressCount,
    }));
    return { items, next: nextOf(NextToken) };
  }, reading);
}

export async function listSecurityGroups(
  { ec2 }: Network,
  reading: Reading<SecurityGroup>,
): Promise<Growing<SecurityGroup>> {
  const { DescribeSecurityGroupsCommand } = await import('@aws-sdk/client-ec2');
  return await readGrowing(async (token) => {
    const command = new DescribeSecurityGroupsCommand({ MaxResults: pageSize, NextToken: token });
    const { SecurityGroups = [], NextToken } = await ec2.send(command, reading.signal);
    const items = SecurityGroups.map((group) => ({
      ...{ id: group.GroupId ?? '', name: group.GroupName ?? '', vpc: group.VpcId ?? '' },
      description: group.Description ?? '',
    }));
    return { items, next: nextOf(NextToken) };
  }, reading);
}

const nameIn = (tags: readonly Tag[] = []): string =>
  tags.find(({ Key }) => Key === 'Name')?.Value ?? '';

/** EC2 writes an empty element after the last page. */
const nextOf = (token: string | undefined): string | undefined =>
  token === '' ? undefined : token;
