import {
  CreateSecurityGroupCommand,
  CreateSubnetCommand,
  CreateTagsCommand,
  CreateVpcCommand,
  EC2Client,
} from '@aws-sdk/client-ec2';
import { CreateRepositoryCommand, ECRClient, PutImageCommand } from '@aws-sdk/client-ecr';
import { CreateAliasCommand, CreateKeyCommand, KMSClient } from '@aws-sdk/client-kms';

const digestOf = (tag: string): string => `sha256:${tag.charAt(0).repeat(64)}`;

/** What moto was given, by what it called them. */
export interface SeededChoices {
  readonly vpc: string;
  readonly subnet: string;
  readonly group: string;
  readonly namedKey: string;
  readonly unnamedKey: string;
}

/** Gives moto's account a VPC of its own, keys with and without a name, and repositories with images. */
export async function seedChoices({
  endpoint,
  region,
}: {
  readonly endpoint: string;
  readonly region: string;
}): Promise<SeededChoices> {
  const credentials = { accessKeyId: 'testing', secretAccessKey: 'testing' };
  const place = { endpoint, region, credentials };
  const ec2 = new EC2Client(place);
  const kms = new KMSClient(place);
  const ecr = new ECRClient(place);
  const { Vpc } = await ec2.send(new CreateVpcCommand({ CidrBlock: '10.7.0.0/16' }));
  const vpc = Vpc?.VpcId ?? '';
  const { Subnet } = await ec2.send(
    new CreateSubnetCommand({
      ...{ VpcId: vpc, CidrBlock: '10.7.1.0/24', AvailabilityZone: `${region}a` },
    }),
  );
  const subnet = Subnet?.SubnetId ?? '';
  const name = (value: string) => [{ Key: 'Name', Value: value }];
  await ec2.send(new CreateTagsCommand({ Resources: [vpc], Tags: name('training') }));
  await ec2.send(new CreateTagsCommand({ Resources: [subnet], Tags: name('private a') }));
  const group = await ec2.send(
    new CreateSecurityGroupCommand({ VpcId: vpc, GroupName: 'jobs', Description: 'Of jobs' }),
  );
  const keys = await Promise.all([1, 2].map(() => kms.send(new CreateKeyCommand({}))));
  const [namedKey = '', unnamedKey = ''] = keys.map(({ KeyMetadata }) => KeyMetadata?.Arn ?? '');
  const alias = { AliasName: 'alias/team/training', TargetKeyId: namedKey };
  await kms.send(new CreateAliasCommand(alias));
  for (const repositoryName of ['team/train', 'team/empty']) {
    await ecr.send(new CreateRepositoryCommand({ repositoryName }));
  }
  for (const imageTag of ['1.0', '2.0']) {
    const manifest = {
      schemaVersion: 2,
      mediaType: 'application/vnd.docker.distribution.manifest.v2+json',
      config: { mediaType: 'application/json', size: imageTag.length, digest: digestOf(imageTag) },
      layers: [],
    };
    await ecr.send(
      new PutImageCommand({
        ...{ repositoryName: 'team/train', imageTag, imageManifest: JSON.stringify(manifest) },
      }),
    );
  }
  [ec2, kms, ecr].forEach((client) => client.destroy());
  return { vpc, subnet, group: group.GroupId ?? '', namedKey, unnamedKey };
}
