import type { CommandLike, Sender } from '../../src/core/resources/kind';

/** One command as it arrived: its class's name and its input. */
export interface SentCommand {
  readonly name: string;
  readonly input: object;
}

/** Answers commands from a table by class name (`ListTrainingJobsCommand`) and records them. */
export class FakeSender implements Sender {
  readonly sent: SentCommand[] = [];

  constructor(private readonly answer: (command: SentCommand) => unknown = () => ({})) {}

  send<I extends object, O extends object>(
    command: CommandLike<I, O>,
    signal?: AbortSignal,
  ): Promise<O> {
    signal?.throwIfAborted();
    const sent = { name: command.constructor.name, input: command.input };
    this.sent.push(sent);
    return Promise.resolve(this.answer(sent) as O);
  }
}
