import assert from 'node:assert/strict';
import { TrainingInstanceType } from '@aws-sdk/client-sagemaker';
import {
  instanceFacts,
  instanceTypes,
} from '../../../../../src/core/training/settings/instanceTypes';

describe('instance types', () => {
  it('are those of the service', () => {
    assert.deepEqual([...instanceTypes].sort(), Object.values(TrainingInstanceType).sort());
  });

  const known = {
    'ml.m5.large': [2, 8, undefined],
    'ml.m5.24xlarge': [96, 384, undefined],
    'ml.t3.medium': [2, 4, undefined],
    'ml.c4.xlarge': [4, 7.5, undefined],
    'ml.c4.8xlarge': [36, 60, undefined],
    'ml.c5.18xlarge': [72, 144, undefined],
    'ml.c5n.xlarge': [4, 10.5, undefined],
    'ml.r8i.96xlarge': [384, 3072, undefined],
    'ml.g4dn.16xlarge': [64, 256, '1 × T4'],
    'ml.g5.12xlarge': [48, 192, '4 × A10G'],
    'ml.g6e.48xlarge': [192, 1536, '8 × L40S'],
    'ml.p2.16xlarge': [64, 732, '16 × K80'],
    'ml.p3.2xlarge': [8, 61, '1 × V100'],
    'ml.p4d.24xlarge': [96, 1152, '8 × A100'],
    'ml.p5.48xlarge': [192, 2048, '8 × H100'],
    'ml.trn1.32xlarge': [128, 512, '16 × Trainium'],
  } as const;

  for (const [type, expected] of Object.entries(known)) {
    it(`knows ${type}`, () => {
      const facts = instanceFacts(type);
      assert.deepEqual([facts?.vcpus, facts?.memory, facts?.accelerators], expected);
    });
  }

  it('says nothing of what it does not know', () => {
    for (const type of [
      'ml.g7.2xlarge',
      'ml.m5.9xlarge',
      'ml.z9.large',
      'ml.m5',
      '',
      'm5.large.x',
    ]) {
      assert.equal(instanceFacts(type), undefined);
    }
  });
});
