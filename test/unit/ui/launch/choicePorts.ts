import { AppError } from '../../../../src/core/errors';
import type { ChoicePorts } from '../../../../src/ui/launch/settingChoices';

export const roleArn = (name: string): string =>
  `arn:aws:iam::123456789012:role/service-role/${name}`;
export const keyArn = (id: string): string => `arn:aws:kms:eu-west-1:123456789012:key/${id}`;
export const registry = '123456789012.dkr.ecr.eu-west-1.amazonaws.com';

const role = (name: string, isCertain = true) => ({
  ...{ arn: roleArn(name), name, isCertain, createdAt: undefined },
});

export const whole = <T>(items: readonly T[]) => Promise.resolve({ items, isAll: true });
/** `said`: what the service adds. */
export const denied = (action: string, said?: string) => () =>
  Promise.reject(
    new AppError('denied', [`${action} is not allowed.`, said].filter(Boolean).join(' ')),
  );

const used: Readonly<Record<string, readonly string[]>> = {
  instanceType: ['ml.g5.xlarge'],
  imageUri: [`${registry}/team/old:3`],
  subnets: ['subnet-b2'],
  volumeKmsKey: [keyArn('2')],
};

export const subnet = (id: string, vpc: string, name = '') => ({
  ...{ id, vpc, name, zone: 'eu-west-1a', cidr: '10.0.0.0/24', freeAddresses: 250 },
});
const group = (id: string, vpc: string, name = id) => ({ id, vpc, name, description: 'of a job' });

export const network: ChoicePorts['network'] = {
  vpcs: () =>
    whole([
      { id: 'vpc-a', name: 'main', cidr: '10.0.0.0/16', isDefault: true },
      { id: 'vpc-b', name: '', cidr: '10.1.0.0/16', isDefault: false },
    ]),
  subnets: () =>
    whole([
      ...[subnet('subnet-a1', 'vpc-a', 'private'), subnet('subnet-b1', 'vpc-b')],
      subnet('subnet-b2', 'vpc-b'),
    ]),
  securityGroups: () => whole([group('sg-a', 'vpc-a', 'default'), group('sg-b', 'vpc-b')]),
};

/** What an account offers, but for the changes. */
export const ports = (changes: Partial<ChoicePorts> = {}): ChoicePorts => ({
  usedRoles: () => [roleArn('Used')],
  used: (setting) => used[setting] ?? [],
  trustingRoles: () =>
    Promise.resolve({ roles: [role('Other'), role('Used'), role('Maybe', false)], isAll: true }),
  folder: () => whole([{ uri: 's3://bucket/' }]),
  prices: () => Promise.resolve(undefined),
  quotas: () => Promise.resolve(),
  registry: {
    repositories: () => whole([{ name: 'team/train', uri: `${registry}/team/train` }]),
    images: () => whole([]),
  },
  network,
  keys: () => whole([]),
  ...changes,
});
