import { AppError, type ErrorReason } from '../../src/core/errors';
import type { CommandLike, Sender } from '../../src/core/resources/kind';

/** What becomes of a call: whether it has its effect, and what is answered in the place of success. */
export interface Fate {
  readonly takesEffect: boolean;
  /** None: the answer comes. */
  readonly failure?: ErrorReason;
}

interface FakeJob {
  readonly request: Readonly<Record<string, unknown>>;
  readonly created: number;
  isStopped: boolean;
}

/** SageMaker's training jobs behind a network that loses calls and answers. */
export class JobService implements Sender {
  readonly jobs = new Map<string, FakeJob>();
  readonly calls: string[] = [];
  created = 0;
  /** Decides on each call, by its operation. */
  fate: (operation: string) => Fate = () => ({ takesEffect: true });

  constructor(private readonly now: () => number) {}

  async send<I extends object, O extends object>(
    command: CommandLike<I, O>,
    signal?: AbortSignal,
  ): Promise<O> {
    if (signal?.aborted === true) {
      throw new AppError('cancelled', 'Cancelled.');
    }
    const operation = command.constructor.name.replace(/Command$/, '');
    this.calls.push(operation);
    const { takesEffect, failure } = this.fate(operation);
    const input = command.input as Readonly<Record<string, unknown>>;
    const answer = takesEffect ? this.carryOut(operation, input) : {};
    if (failure !== undefined) {
      throw new AppError(failure, `Failed as ${failure}.`);
    }
    return await Promise.resolve(answer as O);
  }

  /** Puts a job there as somebody else would. */
  add(request: Readonly<Record<string, unknown>>): void {
    const name = String(request['TrainingJobName']);
    this.jobs.set(name, { request, created: this.now(), isStopped: false });
  }

  private carryOut(operation: string, input: Readonly<Record<string, unknown>>): object {
    const name = String(input['TrainingJobName']);
    const job = this.jobs.get(name);
    if (operation === 'CreateTrainingJob') {
      if (job) {
        throw new AppError('conflict', 'ResourceInUse');
      }
      this.add(input);
      this.created++;
      return {};
    }
    if (!job) {
      throw new AppError('notFound', 'Requested resource not found.');
    }
    if (operation === 'StopTrainingJob') {
      job.isStopped = true;
    }
    return { ...job.request, CreationTime: new Date(job.created), TrainingJobStatus: 'InProgress' };
  }
}
