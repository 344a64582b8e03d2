/** The parts of an image's address in ECR. */
export interface RegistryImage {
  readonly accountId: string;
  readonly region: string;
  readonly repository: string;
  /** `latest` where the address has neither. */
  readonly reference: { readonly imageTag: string } | { readonly imageDigest: string };
}

/** `123456789012.dkr.ecr.eu-west-1.amazonaws.com/team/mine:1.0`; `undefined` for another registry's. */
export function registryImage(uri: string): RegistryImage | undefined {
  const match =
    /^(\d{12})\.dkr[.-]ecr(?:-fips)?\.([a-z0-9-]+)\.[a-z0-9.-]+\/([^:@]+)(?::([^@]+))?(?:@(.+))?$/.exec(
      uri,
    );
  if (match === null) {
    return undefined;
  }
  const [, accountId = '', region = '', repository = '', imageTag = 'latest', imageDigest] = match;
  return {
    ...{ accountId, region, repository },
    reference: imageDigest === undefined ? { imageTag } : { imageDigest },
  };
}

/** `1.0`, or the digest. */
export const referenceText = ({ reference }: RegistryImage): string =>
  'imageTag' in reference ? reference.imageTag : reference.imageDigest;
