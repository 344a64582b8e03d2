import assert from 'node:assert/strict';
import { loadImageTable, type ImageTable } from '../../../../src/core/images/imageTable';
import { imageUri } from '../../../../src/core/images/imageUri';
import { awsImage } from '../../../../src/core/preflight/awsImage';
import { registryImage } from '../../../../src/core/preflight/registryImage';

describe('an image of AWS', () => {
  let table: ImageTable;

  before(async () => {
    table = await loadImageTable();
  });

  const judged = (uri: string) => awsImage(table, registryImage(uri) ?? assert.fail(uri));
  const deep = '763104351884.dkr.ecr.eu-west-1.amazonaws.com';

  const tags: Readonly<Record<string, 'listed' | 'unlisted' | undefined>> = {
    'pytorch-training:2.8.0-cpu-py312': 'listed',
    'pytorch-training:2.8-gpu-py312': 'listed',
    'pytorch-training:2.8.0-gpu-py312-cu129-ubuntu22.04-sagemaker': 'listed',
    'pytorch-training:2.8.0-gpu-py27': 'unlisted',
    'pytorch-training:2.8.0-tpu-py312': 'unlisted',
    'pytorch-training:2.8.0': 'unlisted',
    'pytorch-training:9.9.0-cpu-py312': 'unlisted',
    'own-training:1': undefined,
  };
  for (const [image, expected] of Object.entries(tags)) {
    it(`is ${expected ?? 'none'}: ${image}`, () => {
      assert.equal(judged(`${deep}/${image}`), expected);
    });
  }

  it('is listed by every address that the table makes', () => {
    const uris = table.frameworks.flatMap((name) => addressesOf(table, name));
    assert.ok(uris.length > 200, String(uris.length));
    for (const uri of uris) {
      assert.equal(judged(uri), 'listed', uri);
    }
  });
});

/** Those of a framework with tags, for instances with GPUs. */
function addressesOf(table: ImageTable, framework: string): readonly string[] {
  const questions = table.sheets(framework).flatMap(({ versions, scopes }) =>
    [...versions].flatMap(([version, parts]) =>
      [...parts].map(([part, { pythons }]) => ({
        ...{ framework, version, scope: scopes[0], region: 'us-east-1' },
        instanceType: 'ml.g5.xlarge',
        ...(/^(pytorch|tensorflow)/.test(part)
          ? { baseFramework: part, pythonVersion: pythons[0] }
          : { pythonVersion: part }),
      })),
    ),
  );
  return questions
    .map((question) => made(() => imageUri(table, question)))
    .filter((uri) => uri !== undefined)
    .filter((uri) => uri.includes(':'));
}

function made(uri: () => string): string | undefined {
  try {
    return uri();
  } catch {
    return undefined; // The table has no such image.
  }
}
