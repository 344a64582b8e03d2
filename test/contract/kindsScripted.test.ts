import assert from 'node:assert/strict';
import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import { capture, cleanEnvironment } from '../../scripts/processes';
import { pythonEnvironment } from '../../scripts/test/pythonEnvironments';
import type { ChildKind, ItemKind, ResourceItem } from '../../src/core/resources/kind';
import { PagedRows } from '../../src/core/resources/pagedRows';
import type { Received } from '../fakes/fakeService';
import { parentArn, scriptedKinds } from '../fakes/scriptedKinds';
import { ScriptedSageMaker } from '../fakes/scriptedSageMaker';
import { kindsBelow } from '../unit/resources/everyKind';
import { Answers, type WrittenAnswer } from './answers';
import { needs } from './environments';
import { sagemakerAt, type OpenSender } from './sagemakerAt';
import { temporaryFolder } from './sandboxServer';

const ignore = (): void => undefined;
const parent: ResourceItem = { name: 'parent', arn: parentArn };

describe('the kinds of resources, against a server that answers by the service model', function () {
  this.timeout(60_000);
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let requestFile: string;
  let answers: Answers;
  const answered: WrittenAnswer[] = [];
  const requests: { operation: string; input: unknown }[] = [];

  needs('aws');

  before(async () => {
    folder = await temporaryFolder();
    requestFile = path.join(folder.path, 'requests.jsonl');
    answers = await Answers.below(folder.path);
  });

  after(() => folder.remove());

  const hear = ({ operation, headers, body }: Received, status: number, answer: object): void => {
    const contentType = 'application/x-amz-json-1.1';
    requests.push({ operation, input: JSON.parse(body.toString()) as unknown });
    answered.push({
      ...{ client: 'scripted', service: 'sagemaker', operation, status },
      request: { 'content-type': String(headers['content-type']) },
      headers: { 'content-type': contentType },
      body: Buffer.from(JSON.stringify(answer)).toString('base64'),
    });
  };

  for (const { kind, listed } of kindsBelow(parent)) {
    const scripted = scriptedKinds[kind.id];
    if (!scripted) {
      continue;
    }

    describe(kind.id, () => {
      let server: ScriptedSageMaker;
      let api: OpenSender;
      let rows: PagedRows;

      beforeEach(async () => {
        server = await ScriptedSageMaker.start(scripted, kind.statuses ?? [], hear);
        api = sagemakerAt(server.endpoint);
        rows = new PagedRows((token, signal) => listed.list(api, token, signal));
      });

      afterEach(async () => {
        api.dispose();
        await server.stop();
      });

      const identityOf = (item: ResourceItem): string =>
        scripted.identity[0].endsWith('Arn') ? (item.arn ?? '') : item.name;

      it('shows the first rows after one call, and every status with its tone', async () => {
        server.create(250);
        const before = requests.length;
        await rows.refresh();
        assert.equal(requests.length - before, 1);
        assert.equal(rows.items.length, 100);
        assert.deepEqual(new Set(rows.items.map(({ status }) => status)), new Set(kind.statuses));
      });

      it('is asked for by a part of a name, below all parents, too, in words that the model allows', async () => {
        server.create(3);
        const before = requests.length;
        const lists = [listed, (kind as Partial<ChildKind>).everywhere];
        const finds = lists.filter((list) => list?.find !== undefined);
        for (const list of finds) {
          const page = await list?.find?.(api, 'churn-7');
          assert.deepEqual(page?.items.map(identityOf), server.identities);
        }
        const asked = requests.slice(before).map(({ input }) => JSON.stringify(input));
        assert.equal(asked.filter((input) => input.includes('"churn-7"')).length, finds.length);
      });

      it('loses and doubles none while rows come and go', async () => {
        server.create(250);
        const kept = new Set(server.identities);
        server.beforePage = () => {
          server.create(3);
          server.remove(40);
          server.remove(server.identities.length - 20);
          const now = new Set(server.identities);
          kept.forEach((name) => !now.has(name) && kept.delete(name));
        };
        await rows.loadAll(ignore);
        const found = rows.items.map(identityOf);
        assert.equal(new Set(found).size, found.length);
        assert.ok(kept.size > 200);
        assert.deepEqual(
          [...kept].filter((name) => !found.includes(name)),
          [],
        );
      });

      it('does what it offers, to the row that is meant', async () => {
        server.create((kind.statuses ?? []).length + 1);
        await rows.loadAll(ignore);
        for (const item of rows.items) {
          await doAll(kind, item);
        }
      });

      async function doAll(of: ItemKind, item: ResourceItem): Promise<void> {
        const capabilities = of.capabilities(item);
        if (scripted?.describe) {
          const description = JSON.stringify(await of.describe?.(api, item));
          assert.ok(description.includes(identityOf(item)));
        }
        for (const [capability, deed] of [
          ['stop', 'stop'],
          ['delete', 'remove'],
        ] as const) {
          if (capabilities.includes(capability)) {
            await of[deed]?.(api, item);
            await rows.refresh();
            const now = rows.items.find(({ name }) => name === item.name);
            assert.equal(now?.status, deed === 'stop' ? 'Stopping' : undefined);
          }
        }
      }

      it('says that something is gone', async () => {
        server.create(1);
        await rows.refresh();
        const [gone] = rows.items;
        assert.ok(gone);
        server.remove(0);
        for (const deed of ['stop', 'remove'] as const) {
          if (deed in kind) {
            await assert.rejects(async () => kind[deed]?.(api, gone), { name: 'AppError' });
          }
        }
      });
    });
  }

  // In a block of its own, because those run after all that a block has itself.
  describe('on the wire', () => {
    it('asked for nothing that the model does not allow, and was answered as it says', async () => {
      assert.ok(answered.length > 100);
      for (const answer of answered) {
        await answers.write(answer);
      }
      const lines = requests.map((request) => JSON.stringify(request));
      await fs.writeFile(requestFile, lines.join('\n'));
      const program = path.join(await pythonEnvironment('aws'), 'python');
      const script = path.join(__dirname, 'python', 'check_requests.py');
      const env = cleanEnvironment({ PYTHONDONTWRITEBYTECODE: '1' });
      const output = await capture(program, [script, requestFile], { env });
      assert.deepEqual(JSON.parse(output), { checked: requests.length, problems: [] });
      const report = await answers.check();
      assert.equal(report.checked, answered.length);
      assert.deepEqual(report.problems, []);
    });
  });
});
