import { FakeService, json, type Received, type Script } from './fakeService';
import type { Row, ScriptedKind } from './scriptedKinds';

interface Kept {
  /** Where it stands among all that there ever were: the oldest has the lowest. */
  readonly place: number;
  row: Row;
}

interface Asked {
  readonly NextToken?: string;
  readonly MaxResults?: number;
  readonly [name: string]: unknown;
}

/** A time in the past, in seconds since the epoch. */
const firstTime = 1_763_700_000;

/**
 * A server that has one kind of resources and speaks the service's protocol. Its lists are in the order
 * of creation, newest first, and its tokens name a place in it. What is not there it refuses in the
 * service's words for that.
 */
export class ScriptedSageMaker {
  private rows: Kept[] = [];
  private places = 0;
  /** Runs before each page is made. */
  beforePage: () => void = () => undefined;

  private constructor(
    private readonly kind: ScriptedKind,
    private readonly statuses: readonly string[],
    private readonly service: FakeService,
  ) {}

  /** `answered` hears of every call with its answer. */
  static async start(
    kind: ScriptedKind,
    statuses: readonly string[],
    answered: (request: Received, status: number, body: object) => void,
  ): Promise<ScriptedSageMaker> {
    const scripted: { server?: ScriptedSageMaker } = {};
    const service = await FakeService.start((request, response) => {
      const { status, body } = scripted.server?.answer(request) ?? { status: 500, body: {} };
      answered(request, status, body);
      const script: Script = json(body, status);
      script(request, response);
    });
    scripted.server = new ScriptedSageMaker(kind, statuses, service);
    return scripted.server;
  }

  get endpoint(): string {
    return this.service.endpoint;
  }

  /** What calls name the rows by, newest first. */
  get identities(): readonly string[] {
    return this.rows.map(({ row }) => this.identityOf(row));
  }

  stop(): Promise<void> {
    return this.service.stop();
  }

  /** Creates rows, one in each status after the other. */
  create(count: number): void {
    for (let index = 0; index < count; index++) {
      const place = this.places++;
      const status = this.statuses[place % this.statuses.length] ?? '';
      this.rows.unshift({ place, row: this.kind.row(`row-${place}`, status, firstTime + place) });
    }
  }

  /** Deletes the row at `index`, counted from the newest. */
  remove(index: number): void {
    this.rows.splice(index, 1);
  }

  private answer({ operation, body }: Received): {
    readonly status: number;
    readonly body: object;
  } {
    const asked = JSON.parse(body.toString()) as Asked;
    const { list, describe, deeds = {} } = this.kind;
    if (operation === list.operation) {
      return this.list(asked);
    }
    const kept = this.rows.find(({ row }) => this.identityOf(row) === asked[this.kind.identity[1]]);
    if (!kept) {
      return refusal('Could not find what is asked for.');
    }
    if (operation === describe?.operation) {
      return { status: 200, body: describe.output(kept.row) };
    }
    if (!(operation in deeds)) {
      return refusal(`${operation} is not scripted.`);
    }
    this.carryOut(kept, deeds[operation]);
    return { status: 200, body: {} };
  }

  private list(asked: Asked): { readonly status: number; readonly body: object } {
    const { below, list } = this.kind;
    const everywhere = asked['NameContains'] === undefined ? undefined : below?.[1];
    if (below && (asked[below[0]] ?? everywhere) !== below[1]) {
      return refusal(`${below[0]} does not name the parent.`);
    }
    this.beforePage();
    const { NextToken: token, MaxResults: size = 10 } = asked;
    const rest = this.rows.filter(({ place }) => token === undefined || place < Number(token));
    const page = rest.slice(0, size);
    const last = page.at(-1);
    const more = last && rest.length > page.length ? { NextToken: String(last.place) } : {};
    return { status: 200, body: { [list.member]: page.map(({ row }) => row), ...more } };
  }

  private carryOut(kept: Kept, status: string | undefined): void {
    if (status === undefined) {
      this.rows = this.rows.filter((other) => other !== kept);
    } else {
      kept.row = { ...kept.row, [this.kind.status]: status };
    }
  }

  private identityOf(row: Row): string {
    return String(row[this.kind.identity[0]]);
  }
}

const refusal = (message: string) => ({
  status: 400,
  body: { __type: 'ValidationException', message },
});
