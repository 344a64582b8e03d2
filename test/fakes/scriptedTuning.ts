import { FakeService, json, type Received } from './fakeService';
import { ScriptedTuningJob } from './scriptedTuningJob';

/** A server with one tuning job whose trials begin and end as told. */
export class ScriptedTuning extends ScriptedTuningJob {
  /** The operations that were asked for. */
  readonly asked: string[] = [];

  private constructor(
    name: string,
    private readonly service: FakeService,
  ) {
    super(name);
  }

  /** `answered` hears of every call with its answer. */
  static async start(
    name: string,
    answered: (request: Received, status: number, body: object) => void,
  ): Promise<ScriptedTuning> {
    const scripted: { server?: ScriptedTuning } = {};
    const service = await FakeService.start((request, response) => {
      const { status, body } = scripted.server?.take(request) ?? { status: 500, body: {} };
      answered(request, status, body);
      json(body, status)(request, response);
    });
    scripted.server = new ScriptedTuning(name, service);
    return scripted.server;
  }

  get endpoint(): string {
    return this.service.endpoint;
  }

  stop(): Promise<void> {
    return this.service.stop();
  }

  private take({ operation, body }: Received): { readonly status: number; readonly body: object } {
    this.asked.push(operation);
    return this.answer(operation, JSON.parse(body.toString()) as Record<string, unknown>);
  }
}
