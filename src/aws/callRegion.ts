import { partitionId } from '../core/connections/partition';
import type { ServiceName } from './services';

/**
 * The region that a service is called in for somebody whose resources are in `region`. Prices are
 * answered for all regions by a few (`api.pricing` in `endpoints.json` of botocore): the nearest is
 * taken. Where the partition has no such list the region itself is: it may have become one.
 */
export function callRegion(service: ServiceName, region: string): string {
  if (service !== 'pricing') {
    return region;
  }
  const partition = partitionId(region) ?? 'aws';
  return partition === 'aws' ? commercial(region) : (elsewhere[partition] ?? region);
}

function commercial(region: string): string {
  const [continent = ''] = region.split('-');
  return nearest[continent] ?? 'us-east-1';
}

const nearest: Readonly<Partial<Record<string, string>>> = {
  ap: 'ap-south-1',
  eu: 'eu-central-1',
  af: 'eu-central-1',
  il: 'eu-central-1',
  me: 'eu-central-1',
};

const elsewhere: Readonly<Partial<Record<string, string>>> = {
  'aws-cn': 'cn-northwest-1',
  'aws-iso': 'us-iso-east-1',
  'aws-iso-b': 'us-isob-east-1',
  'aws-iso-f': 'us-isof-south-1',
};
