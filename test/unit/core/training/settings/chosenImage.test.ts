import assert from 'node:assert/strict';
import { loadImageTable, type ImageTable } from '../../../../../src/core/images/imageTable';
import {
  chosenImage,
  heldSettings,
  imageOptions,
} from '../../../../../src/core/training/settings/chosenImage';
import {
  noSettings,
  type LaunchSettings,
} from '../../../../../src/shared/contracts/launchSettings';

const withFields = (fields: LaunchSettings['fields']): LaunchSettings => ({
  ...noSettings,
  fields,
});

const automatic = 'As the script says';
const newest = (label: string): string => `Newest: ${label}`;

describe('an image that is chosen', () => {
  let table: ImageTable;

  before(async () => {
    table = await loadImageTable();
  });

  const chosen = (
    fields: LaunchSettings['fields'],
    instanceTypes: readonly string[] = ['ml.m5.large'],
    region = 'eu-west-1',
  ) => chosenImage(table, withFields(fields), { region, instanceTypes });

  const offered = (fields: LaunchSettings['fields'], region = 'eu-west-1') =>
    imageOptions(table, withFields(fields), { region, automatic, newest });

  it('is none where the script is to decide', () => {
    assert.equal(chosen({}), undefined);
    assert.equal(chosen({ frameworkVersion: '2.0.0', imageUri: ' ' }), undefined);
  });

  it('is an own one, whatever else is chosen', () => {
    const uri = '123456789012.dkr.ecr.eu-west-1.amazonaws.com/team/train:7';
    const { image, errors } = chosen({ imageUri: ` ${uri} `, framework: 'pytorch' }) ?? {};
    assert.deepEqual([image?.uri, image?.label, errors], [uri, 'train:7', {}]);
  });

  it('is the very release, Python and processor, in the region', () => {
    const fields = { framework: 'pytorch', frameworkVersion: '2.0.0', pythonVersion: 'py310' };
    assert.equal(
      chosen(fields)?.image.uri,
      '763104351884.dkr.ecr.eu-west-1.amazonaws.com/pytorch-training:2.0.0-cpu-py310',
    );
    assert.match(
      chosen(fields, ['ml.m5.large', 'ml.g5.xlarge'])?.image.uri ?? '',
      /pytorch-training:2\.0\.0-gpu-py310/,
    );
  });

  it('is the newest release with its newest Python where nothing more is said', () => {
    const versions = offered({ framework: 'tensorflow' }).frameworkVersion ?? [];
    const found = chosen({ framework: 'tensorflow' });
    assert.ok(found);
    const { image, errors } = found;
    assert.deepEqual(versions.slice(0, 2), [
      { value: '', label: `Newest: ${image.version}` },
      { value: image.version, label: image.version },
    ]);
    assert.deepEqual(errors, {});
    assert.match(image.uri, /tensorflow-training:/);
  });

  it('can be held to what it is now', () => {
    const held = (fields: LaunchSettings['fields']) =>
      heldSettings(table, withFields(fields), 'eu-west-1').fields;
    for (const framework of ['pytorch', 'huggingface', 'sklearn']) {
      const fields = held({ framework, instanceCount: '2' });
      assert.ok(fields.frameworkVersion, framework);
      assert.equal(fields.instanceCount, '2');
      const types = ['ml.g5.xlarge'];
      assert.equal(chosen(fields, types)?.image.uri, chosen({ framework }, types)?.image.uri);
      assert.deepEqual(held(fields), fields);
    }
    assert.deepEqual(held({}), {});
    assert.deepEqual(held({ framework: 'pytorch', imageUri: 'own/image:1' }), {
      ...{ framework: 'pytorch', imageUri: 'own/image:1' },
    });
  });

  it('can be held to each release by name, the newest too', () => {
    const { frameworkVersion = [], pythonVersion = [] } = offered({ framework: 'pytorch' });
    for (const [open, ...named] of [frameworkVersion, pythonVersion]) {
      assert.equal(open?.value, '');
      assert.ok(named.length > 0);
      assert.ok(named.every(({ value, label }) => value !== '' && value === label));
    }
  });

  it('is that of SageMaker’s own distributed training, where old releases have one', () => {
    const fields = { framework: 'pytorch', frameworkVersion: '1.6.0', pythonVersion: 'py36' };
    const place = { region: 'eu-west-1', instanceTypes: ['ml.p3.16xlarge'] };
    const uriOf = (isSmDistributed: boolean) =>
      chosenImage(table, withFields(fields), { ...place, isSmDistributed })?.image.uri ?? '';
    assert.match(uriOf(false), /:1\.6\.0-gpu-py36$/);
    assert.match(uriOf(true), /:1\.6\.0-gpu-py36-cu110-ubuntu18\.04$/);
  });

  it('is refused at the type of the very group that it is not made for', () => {
    const group = (name: string, type: string) => ({ name, type, count: '1' });
    const settings = {
      ...withFields({ framework: 'huggingface' }),
      groups: [group('a', 'ml.m5.large'), group('b', 'ml.c5.large')],
    };
    const errorsOf = (types: readonly string[]) =>
      chosenImage(table, settings, { region: 'eu-west-1', instanceTypes: types })?.errors ?? {};
    assert.deepEqual(Object.keys(errorsOf(['ml.m5.large', 'ml.c5.large'])), ['group:0:type']);
    const onPytorch = { ...settings, fields: { framework: 'pytorch' } };
    const types = ['ml.m5.large', 'ml.p2.xlarge'];
    const { errors } =
      chosenImage(table, onPytorch, { region: 'eu-west-1', instanceTypes: types }) ?? {};
    assert.deepEqual(Object.keys(errors ?? {}), ['group:1:type']);
  });

  it('of Hugging Face is told with what lies below it', () => {
    const versions = offered({ framework: 'huggingface' }).frameworkVersion ?? [];
    const older = versions.find(({ value }) => value.includes('/pytorch'));
    assert.ok(older);
    const { image, errors } =
      chosen({ framework: 'huggingface', frameworkVersion: older.value }, ['ml.g5.xlarge']) ?? {};
    assert.deepEqual(errors, {});
    assert.match(image?.uri ?? '', /huggingface-pytorch-training:/);
    assert.match(image?.label ?? '', /^Hugging Face .*\(PyTorch /);
  });

  const refused: Readonly<
    Record<string, [fields: LaunchSettings['fields'], types: readonly string[], field: string]>
  > = {
    'a framework that is not there': [{ framework: 'caffe' }, ['ml.m5.large'], 'framework'],
    'a release that is not there': [
      { framework: 'sklearn', frameworkVersion: '9.9' },
      ['ml.m5.large'],
      'frameworkVersion',
    ],
    'a Python that is not there': [
      { framework: 'pytorch', frameworkVersion: '2.0.0', pythonVersion: 'py27' },
      ['ml.m5.large'],
      'pythonVersion',
    ],
    'Graviton, for which there are images that serve alone': [
      { framework: 'pytorch' },
      ['ml.c6g.xlarge'],
      'instanceType',
    ],
    'a processor that it is not made for': [
      { framework: 'huggingface' },
      ['ml.m5.large'],
      'instanceType',
    ],
  };
  for (const [name, [fields, types, field]] of Object.entries(refused)) {
    it(`says at its field what stands against it: ${name}`, () => {
      const { image, errors } = chosen(fields, types) ?? {};
      assert.equal(image?.uri, '');
      assert.deepEqual(Object.keys(errors ?? {}), [`setting:${field}`]);
    });
  }

  it('is offered by frameworks that start scripts, where the region has them', () => {
    const names = offered({}).framework?.map(({ value }) => value) ?? [];
    assert.equal(names[0], '');
    for (const name of ['pytorch', 'tensorflow', 'sklearn', 'xgboost', 'huggingface']) {
      assert.ok(names.includes(name), name);
    }
    assert.ok(!names.includes('blazingtext'));
    assert.deepEqual(offered({}, 'mars-north-1').framework, [{ value: '', label: automatic }]);
  });

  it('is there for every release and Python that is offered', () => {
    for (const { value: framework } of offered({}).framework?.slice(1) ?? []) {
      for (const { value: frameworkVersion } of offered({ framework }).frameworkVersion ?? []) {
        const pythons = offered({ framework, frameworkVersion }).pythonVersion ?? [];
        for (const { value: pythonVersion } of [{ value: '' }, ...pythons]) {
          const fields = { framework, frameworkVersion, pythonVersion };
          const uris = ['ml.m5.large', 'ml.p3.2xlarge'].map((type) => chosen(fields, [type]));
          assert.ok(
            uris.some((one) => one?.image.uri !== ''),
            JSON.stringify([fields, uris.map((one) => one?.errors)]),
          );
        }
      }
    }
  });
});
