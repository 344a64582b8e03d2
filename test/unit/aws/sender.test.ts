import assert from 'node:assert/strict';
import { DescribeTrainingJobCommand, ListTrainingJobsCommand } from '@aws-sdk/client-sagemaker';
import type { CallRecord } from '../../../src/aws/clients';
import { ServiceSenders } from '../../../src/aws/sender';
import type { Target } from '../../../src/aws/services';
import type { ErrorReason } from '../../../src/core/errors';
import { AppError } from '../../../src/core/errors';
import type { CommandLike } from '../../../src/core/resources/kind';
import {
  FakeService,
  fault,
  json,
  reset,
  silent,
  truncated,
  type Script,
} from '../../fakes/fakeService';

const list = () => new ListTrainingJobsCommand({ MaxResults: 100 });
const describeJob = () => new DescribeTrainingJobCommand({ TrainingJobName: 'iris' });

const targetAt = (endpoint: string): Target => ({
  region: 'us-east-1',
  credentials: { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret', sessionToken: 'SESSION' },
  endpoint: () => endpoint,
});

const started: FakeService[] = [];
const disposables: ServiceSenders[] = [];
const calls: CallRecord[] = [];

async function against(...scripts: readonly Script[]) {
  const service = await FakeService.start(...scripts);
  const target = targetAt(service.endpoint);
  const senders = new ServiceSenders({
    targets: { current: () => Promise.resolve(target), refused: () => false },
    now: () => Date.now(),
    onCall: (call) => calls.push(call),
  });
  started.push(service);
  disposables.push(senders);
  return { service, api: senders.sender('sagemaker') };
}

async function failureOf(
  script: Script,
  command: CommandLike<object, object> = list(),
): Promise<AppError> {
  const { api } = await against(script);
  const error: unknown = await api.send(command).then(
    () => assert.fail('it did not fail'),
    (failure: unknown) => failure,
  );
  assert.ok(error instanceof AppError);
  return error;
}

describe('senders', function () {
  this.timeout(20_000);
  beforeEach(() => calls.splice(0));
  afterEach(async () => {
    disposables.splice(0).forEach((one) => one.dispose());
    await Promise.all(started.splice(0).map((one) => one.stop()));
  });

  it('send what the SDK builds, signed, and give its answer', async () => {
    const created = new Date('2026-11-21T10:00:00Z');
    const { service, api } = await against(
      json({
        TrainingJobSummaries: [{ TrainingJobName: 'iris', CreationTime: created.getTime() / 1000 }],
      }),
    );
    const answer = await api.send(list());
    assert.deepEqual(answer.TrainingJobSummaries?.[0]?.CreationTime, created);
    const [request] = service.received;
    assert.equal(request?.operation, 'ListTrainingJobs');
    assert.deepEqual(JSON.parse(String(request.body)), { MaxResults: 100 });
    assert.match(request.headers.authorization ?? '', /us-east-1\/sagemaker\/aws4_request/);
  });

  it('repeat what was throttled or broke, and report the call once', async () => {
    const { service, api } = await against(
      fault('ThrottlingException', 'Rate exceeded'),
      reset,
      json({}),
    );
    await api.send(list());
    assert.equal(service.received.length, 3);
    assert.equal(calls.length, 1);
    const [call] = calls;
    assert.deepEqual(
      { ...call, milliseconds: 0 },
      {
        service: 'SageMaker',
        operation: 'ListTrainingJobs',
        milliseconds: 0,
        status: 200,
        requestId: 'request-1',
        attempts: 3,
        errorCode: undefined,
      },
    );
  });

  it('give up on a server that keeps failing, in a sentence', async () => {
    const error = await failureOf(fault('InternalFailure', 'whatever', 503));
    assert.equal(error.reason, 'network');
    assert.equal(
      error.message,
      'SageMaker could not be reached. It answered with HTTP status 503.',
    );
    assert.deepEqual(
      calls.map(({ status, errorCode, attempts }) => ({ status, errorCode, attempts })),
      [{ status: 503, errorCode: 'InternalFailure', attempts: 5 }],
    );
  });

  const reasons: readonly [code: string, status: number, reason: ErrorReason][] = [
    ['ExpiredTokenException', 400, 'expired'],
    ['AccessDeniedException', 400, 'denied'],
    ['UnrecognizedClientException', 400, 'denied'],
    ['ResourceNotFound', 400, 'notFound'],
    ['ResourceInUse', 400, 'conflict'],
    ['ResourceLimitExceeded', 400, 'quota'],
    ['CapacityError', 400, 'quota'],
    ['ValidationException', 400, 'invalid'],
    ['UnknownOperationException', 400, 'invalid'],
    ['SomethingNobodyKnows', 403, 'denied'],
    ['InternalError', 507, 'diskFull'],
  ];
  for (const [code, status, reason] of reasons) {
    it(`take ${code} for ${reason}`, async () => {
      assert.equal((await failureOf(fault(code, 'Said so', status))).reason, reason);
      assert.equal(calls[0]?.errorCode, code);
    });
  }

  it('take a missing job, which has no code of its own, for notFound', async () => {
    const script = fault('ValidationException', 'Requested resource not found.');
    assert.equal((await failureOf(script, describeJob())).reason, 'notFound');
  });

  it('show what the service said in one clean line', async () => {
    const said = '1 validation error detected:\n  Value at \u0007 trainingJobName';
    const { message } = await failureOf(fault('ValidationException', said));
    assert.equal(message, '1 validation error detected: Value at trainingJobName.');
  });

  it('name first what is not allowed, also where the service does not name it', async () => {
    const said =
      'User: arn:aws:sts::123456789012:assumed-role/Ada:Lovelace/x is not authorized to perform: iam:PassRole on resource: arn:aws:iam::123456789012:role/R';
    const named = await failureOf(fault('AccessDeniedException', said));
    assert.equal(named.message, `iam:PassRole is not allowed. ${said}.`);
    const silentOnes = ['AccessDeniedException', 'SomethingNobodyKnows'].map(async (code) => {
      const { reason, message } = await failureOf(fault(code, 'No.', 403));
      assert.deepEqual(
        [reason, message],
        ['denied', 'sagemaker:ListTrainingJobs is not allowed. No.'],
      );
    });
    await Promise.all(silentOnes);
    const keys = await failureOf(fault('UnrecognizedClientException', 'The token is invalid.'));
    assert.equal(keys.message, 'SageMaker refused access. The token is invalid.');
  });

  it('never repeat the signed request that a signature error carries', async () => {
    const said = 'The canonical string was x-amz-security-token:SESSION';
    const error = await failureOf(fault('InvalidSignatureException', said, 403));
    assert.equal(error.reason, 'denied');
    assert.ok(!`${error.message} ${String(error.cause)}`.includes('SESSION'));
  });

  it('take an answer that breaks off for a network failure', async () => {
    assert.equal((await failureOf(truncated)).reason, 'network');
  });

  it('take a page of HTML for a network failure', async () => {
    const html: Script = (_request, response) => {
      response.writeHead(500, { 'content-type': 'text/html' }).end('<h1>Not here</h1>');
    };
    const error = await failureOf(html);
    assert.equal(error.reason, 'network');
    assert.ok(!error.message.includes('<'), error.message);
  });

  it('stop at once when aborted, also a call that is never answered', async () => {
    const { service, api } = await against(silent);
    const abort = new AbortController();
    const sent = api.send(list(), abort.signal);
    while (service.received.length === 0) {
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    abort.abort();
    await assert.rejects(sent, (error) => AppError.is(error, 'cancelled'));
  });

  it('do not call at all when aborted before', async () => {
    const { service, api } = await against(json({}));
    await assert.rejects(api.send(list(), AbortSignal.abort()), { reason: 'cancelled' });
    assert.equal(service.received.length, 0);
  });

  it('say what is wrong when nothing listens', async () => {
    const { service, api } = await against(json({}));
    await service.stop();
    await assert.rejects(api.send(list()), {
      reason: 'network',
      message: `SageMaker could not be reached. Nothing listens at ${new URL(service.endpoint).host}.`,
    });
  });

  it('follow a target that moved, and repeat the call there', async () => {
    const [old, fresh] = [await FakeService.start(json({})), await FakeService.start(json({}))];
    await old.stop();
    started.push(fresh);
    const [first, second] = [targetAt(old.endpoint), targetAt(fresh.endpoint)];
    let current = first;
    const senders = new ServiceSenders({
      targets: {
        current: () => Promise.resolve(current),
        refused(target) {
          assert.equal(target, first);
          current = second;
          return true;
        },
      },
      now: () => 0,
      onCall: () => undefined,
    });
    await senders.sender('sagemaker').send(list());
    await senders.sender('sagemaker').send(describeJob());
    assert.deepEqual(
      fresh.received.map(({ operation }) => operation),
      ['ListTrainingJobs', 'DescribeTrainingJob'],
    );
    senders.dispose();
  });

  it('let what began with valid keys end when another call finds them expired', async () => {
    let finish = (): void => assert.fail('the first call has not arrived');
    const halfway: Script = (_request, response) => {
      response.writeHead(200, { 'content-type': 'application/x-amz-json-1.1' });
      response.write('{"TrainingJobSummaries":');
      finish = () => response.end('[]}');
    };
    const { service, api } = await against(halfway, fault('ExpiredTokenException', 'Expired'));
    const first = api.send(list());
    while (service.received.length === 0) {
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    await assert.rejects(api.send(describeJob()), { reason: 'expired' });
    finish();
    assert.deepEqual((await first).TrainingJobSummaries, []);
  });
});
