import assert from 'node:assert/strict';
import { answerWith, leftBehind, shown } from '../../fakes/fakeVscode';
import {
  copyAddress,
  openReference,
  showDescription,
  type ReferenceServices,
} from '../../../src/commands/references';
import { AppError } from '../../../src/core/errors';
import type { ResourceItem } from '../../../src/core/resources/kind';
import type { ResourceRow } from '../../../src/ids';
import { ReadOnlyDocuments } from '../../../src/platform/readOnlyDocuments';
import { resourceKinds } from '../../../src/resources/index';
import { Documents } from '../../../src/ui/documents/documents';
import { registerReferenceLinks } from '../../../src/ui/documents/referenceLinks';
import type { SentCommand } from '../../fakes/fakeSender';
import { memoryConnection } from '../../fakes/memoryConnection';

const account = 'arn:aws:sagemaker:eu-west-1:123456789012:';
const row = (kindId: string, item: ResourceItem): ResourceRow => ({
  ...{ connectionId: 'memory', kindId, item },
});

interface Link {
  readonly range: { readonly start: number; readonly end: number };
  readonly target: { toString(): string };
  readonly tooltip: string;
}

describe('descriptions and what they refer to', () => {
  let answer: (command: SentCommand) => unknown;
  let consoleUrl: string | undefined;
  let opened: string[];
  let texts: string[];
  let uris: unknown[];
  let services: ReferenceServices;
  let sent: SentCommand[];

  beforeEach(() => {
    answer = () => ({});
    consoleUrl = 'https://eu-west-1.console.aws.amazon.com/sagemaker/home?region=eu-west-1#/';
    opened = [];
    texts = [];
    uris = [];
    sent = [];
    shown.length = 0;
    leftBehind.copied.length = 0;
    leftBehind.opened.length = 0;
    const connection = memoryConnection(
      (command) => {
        sent.push(command);
        return answer(command);
      },
      { consoleUrl },
    );
    const backend = () =>
      Promise.resolve({
        kinds: resourceKinds,
        connections: { inRegion: (id: string, region: string) => `${id}:${region}` },
      } as never);
    const chosen = {
      openById: (id: string) => {
        opened.push(id);
        return Promise.resolve({ ...connection, info: { ...connection.info, ...traits() } });
      },
    } as never;
    const viewer: ReadOnlyDocuments = new ReadOnlyDocuments(['sagemaker-resource'], async (uri) => {
      const text = await documents.load(uri);
      texts.push(text);
      uris.push(uri);
      return text;
    });
    const documents: Documents = new Documents({
      backend,
      chosen,
      viewer,
      logText: () => assert.fail(),
    });
    services = { backend, chosen, documents };
  });

  const traits = () => ({ traits: { ...memoryConnection(() => ({})).info.traits, consoleUrl } });

  it('are read by the ARN where a kind has no name', async () => {
    const arn = `${account}model-package/churn/3`;
    answer = () => ({ ModelPackageArn: arn, $metadata: { requestId: '1' } });
    await showDescription(services, row('modelPackage', { name: 'churn/3', arn }));
    assert.deepEqual(sent, [
      { name: 'DescribeModelPackageCommand', input: { ModelPackageName: arn } },
    ]);
    assert.equal(texts[0], `${JSON.stringify({ ModelPackageArn: arn }, null, 2)}\n`);
  });

  it('are what the list told where the service describes nothing else', async () => {
    const summary = { VariantName: 'AllTraffic', CurrentWeight: 1 };
    await showDescription(
      services,
      row('variant', { name: 'AllTraffic', parent: 'iris', summary }),
    );
    assert.deepEqual([JSON.parse(texts[0] ?? ''), sent], [summary, []]);
  });

  it('stay those of their own connection where another has rows of the same names', async () => {
    const show = (connectionId: string): Promise<void> => {
      const summary = { VariantName: 'AllTraffic', Of: connectionId };
      const item = { name: 'AllTraffic', parent: 'iris', summary };
      return showDescription(services, { connectionId, kindId: 'variant', item });
    };
    await show('test');
    const uri = uris.at(-1);
    await show('prod');
    assert.match(await services.documents.load(uri as never), /"Of": "test"/);
  });

  it('have links on ARNs and on S3 addresses', async () => {
    const text = JSON.stringify([`${account}model/iris`, 'arn:aws:iam::1:role/x', 's3://b/k']);
    const provider = registerReferenceLinks(services.backend) as unknown as {
      provideDocumentLinks(document: object): Promise<readonly Link[]>;
    };
    const links = await provider.provideDocumentLinks({
      uri: { query: 'connection=memory', scheme: 'sagemaker-resource' },
      getText: () => text,
      positionAt: (offset: number) => offset,
    });
    assert.deepEqual(
      links.map(({ range, tooltip }) => [text.slice(range.start, range.end), tooltip]),
      [
        [`${account}model/iris`, 'Open the description of this model'],
        [
          'arn:aws:iam::1:role/x',
          'Copy the ARN, or open it in the AWS Console where it has a page',
        ],
        ['s3://b/k', 'Copy the address, or open its folder in the AWS Console'],
      ],
    );
    const [, argument] = (links[0]?.target.toString() ?? '').split('?');
    assert.deepEqual(JSON.parse(decodeURIComponent(argument ?? '')), [
      { connectionId: 'memory', target: `${account}model/iris` },
    ]);
  });

  it('lead to the resource, in the region that its ARN names', async () => {
    const target = 'arn:aws:sagemaker:us-east-2:123456789012:model/iris';
    await openReference(services, { connectionId: 'memory', target });
    assert.equal(opened.at(-1), 'memory:us-east-2');
    assert.deepEqual(sent, [{ name: 'DescribeModelCommand', input: { ModelName: 'iris' } }]);
  });

  it('say so where the resource is gone', async () => {
    answer = () => {
      throw new AppError('notFound', 'Could not find it.');
    };
    const target = `${account}model/iris`;
    await assert.rejects(openReference(services, { connectionId: 'memory', target }), {
      message: 'The model does not exist any more: iris',
    });
  });

  it('copy an address or open its folder, whichever is chosen', async () => {
    const address = { connectionId: 'memory', target: 's3://bucket/a/b' };
    answerWith((choices) => choices[0]);
    await openReference(services, address);
    assert.deepEqual(leftBehind.copied, ['s3://bucket/a/b']);
    answerWith((choices) => choices[1]);
    await openReference(services, address);
    assert.match(leftBehind.opened[0] ?? '', /\/s3\/buckets\/bucket\?.*prefix=a%2F$/);
    consoleUrl = undefined;
    answerWith(() => assert.fail('there is nothing to choose'));
    await openReference(services, address);
    assert.equal(leftBehind.copied.length, 2);
  });

  it('open the page of a role, and copy what has no page', async () => {
    const role = 'arn:aws:iam::123456789012:role/service-role/Trainer';
    answerWith((choices) => choices[1]);
    await openReference(services, { connectionId: 'memory', target: role });
    assert.match(leftBehind.opened[0] ?? '', /\/iam\/home\?region=.*#\/roles\/details\/Trainer$/);
    const key = 'arn:aws:kms:eu-west-1:123456789012:key/1';
    await openReference(services, { connectionId: 'memory', target: key });
    assert.deepEqual(leftBehind.copied, [key]);
  });

  it('give their S3 addresses to copy, asking which of several', async () => {
    const model = row('model', { name: 'iris' });
    await copyAddress(services, model);
    assert.equal(shown[0]?.message, 'Its description names no S3 address: iris');
    answer = () => ({ PrimaryContainer: { ModelDataUrl: 's3://bucket/one' } });
    await copyAddress(services, model);
    answer = () => ({ Containers: [{ ModelDataUrl: 's3://b/1' }, { ModelDataUrl: 's3://b/2' }] });
    const offered = answerWith((choices) => choices[1]);
    await copyAddress(services, model);
    assert.deepEqual(leftBehind.copied, ['s3://bucket/one', 's3://b/2']);
    assert.deepEqual(
      offered.map(({ label }) => label),
      ['s3://b/1', 's3://b/2'],
    );
    answerWith(() => undefined);
    await copyAddress(services, model);
    assert.equal(leftBehind.copied.length, 2);
  });
});
