import assert from 'node:assert/strict';
import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import '../fakes/fakeVscode';
import { capture, cleanEnvironment } from '../../scripts/processes';
import { pythonEnvironment } from '../../scripts/test/pythonEnvironments';
import { describeTuningJob, listTrials } from '../../src/aws/tuning/tuningCalls';
import { bestTrial } from '../../src/core/tuning/bestSoFar';
import { systemClock } from '../../src/node/systemClock';
import { tuningJob as kind } from '../../src/resources/kinds/tuningJob';
import type { TuningState } from '../../src/shared/contracts/tuning';
import { TuningSession } from '../../src/ui/tuning/tuningSession';
import { fakeConnection } from '../fakes/fakeKind';
import type { Received } from '../fakes/fakeService';
import { ScriptedTuning } from '../fakes/scriptedTuning';
import { Answers, type WrittenAnswer } from './answers';
import { needs } from './environments';
import { sagemakerAt, type OpenSender } from './sagemakerAt';
import { temporaryFolder } from './sandboxServer';

const bestOf = ({ trials }: TuningState): number | undefined =>
  bestTrial(trials, 'Minimize')?.number;

describe('the results of a tuning job, against a server that answers by the service model', function () {
  this.timeout(60_000);
  const answered: WrittenAnswer[] = [];
  const requests: { operation: string; input: unknown }[] = [];
  let server: ScriptedTuning;
  let api: OpenSender;
  let session: TuningSession;
  let changed: () => void;

  needs('aws');

  const hear = ({ operation, headers, body }: Received, status: number, answer: object): void => {
    requests.push({ operation, input: JSON.parse(body.toString()) as unknown });
    answered.push({
      ...{ client: 'scripted', service: 'sagemaker', operation, status },
      request: { 'content-type': String(headers['content-type']) },
      headers: { 'content-type': 'application/x-amz-json-1.1' },
      body: Buffer.from(JSON.stringify(answer)).toString('base64'),
    });
  };

  const open = async (name = 'sweep', answeredBy: typeof hear = hear): Promise<void> => {
    server = await ScriptedTuning.start('sweep', answeredBy);
    api = sagemakerAt(server.endpoint);
    changed = () => undefined;
    const connection = fakeConnection('aws', { statusPollMilliseconds: 50 });
    session = new TuningSession(name, {
      ...{ clock: systemClock, connection: { ...connection, sagemaker: api } },
      tuning: { kind, describe: describeTuningJob, listTrials },
      changed: () => changed(),
      failed: () => undefined,
    });
  };

  describe('while they are looked at', () => {
    afterEach(async () => {
      session.dispose();
      api.dispose();
      await server.stop();
    });

    const until = (check: (state: TuningState) => boolean): Promise<TuningState> =>
      new Promise((resolve) => {
        changed = () => {
          const state = session.state();
          if (check(state)) {
            resolve(state);
          }
        };
        changed();
      });

    it('fill while trials end', async () => {
      await open();
      server.begin(130);
      for (let ordinal = 1; ordinal <= 126; ordinal++) {
        server.end(ordinal, ordinal % 10 === 0 ? undefined : 1 / ordinal);
      }
      session.setVisible(true);
      const first = await until(({ isWhole, phase }) => isWhole && phase === 'live');
      assert.equal(first.trials.length, 130);
      assert.deepEqual([first.job?.metric, first.job?.direction], ['loss', 'Minimize']);
      assert.equal(bestOf(first), 126);
      assert.deepEqual(first.job?.counters, {
        ...{ completed: 114, running: 4, retried: 0, failed: 12, stopped: 0 },
      });
      assert.deepEqual(
        [first.trials[9]?.failureReason, first.trials[0]?.hyperparameters],
        ['AlgorithmError: exit code 1', { eta: '0.001', booster: 'dart' }],
      );

      server.end(128, 0.0001);
      const second = await until(({ trials }) => trials[127]?.status === 'Completed');
      assert.equal(bestOf(second), 128);

      server.begin(1);
      await until(({ trials }) => trials.length === 131);

      [127, 129, 130, 131].forEach((ordinal) => server.end(ordinal, 0.5));
      server.complete();
      const last = await until(({ phase }) => phase === 'ended');
      assert.ok(last.trials.every(({ status }) => status !== 'InProgress'));
      assert.equal(last.job?.status, 'Completed');
      const calls = server.asked.length;
      await new Promise((resolve) => setTimeout(resolve, 300));
      assert.equal(server.asked.length, calls, 'nothing more is asked');
    });

    it('say that there is no such job', async () => {
      await open('another');
      session.setVisible(true);
      const { detail, job } = await until(({ phase }) => phase === 'ended');
      assert.deepEqual([detail, job], ['The tuning job does not exist any more.', null]);
    });

    it('take a value that is no number as what it is', async () => {
      await open('sweep', () => undefined);
      server.begin(3);
      [NaN, Infinity, 0.25].forEach((value, index) => server.end(index + 1, value));
      session.setVisible(true);
      const state = await until(({ isWhole }) => isWhole);
      assert.deepEqual(
        state.trials.map(({ objective }) => objective),
        ['NaN', 'Infinity', '0.25'],
      );
      assert.equal(bestOf(state), 3);
    });
  });

  describe('on the wire', () => {
    it('ask for nothing that the model does not allow, and are answered as it says', async () => {
      const folder = await temporaryFolder();
      try {
        assert.ok(answered.length > 8);
        const answers = await Answers.below(folder.path);
        for (const answer of answered) {
          await answers.write(answer);
        }
        const file = path.join(folder.path, 'requests.jsonl');
        await fs.writeFile(file, requests.map((request) => JSON.stringify(request)).join('\n'));
        const program = path.join(await pythonEnvironment('aws'), 'python');
        const script = path.join(__dirname, 'python', 'check_requests.py');
        const env = cleanEnvironment({ PYTHONDONTWRITEBYTECODE: '1' });
        const output = await capture(program, [script, file], { env });
        assert.deepEqual(JSON.parse(output), { checked: requests.length, problems: [] });
        const report = await answers.check();
        assert.deepEqual([report.checked, report.problems], [answered.length, []]);
      } finally {
        await folder.remove();
      }
    });
  });
});
