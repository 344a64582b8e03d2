import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json, type Received, type Script } from '../../fakes/fakeService';
import type { Row, ScriptedKind } from '../../fakes/scriptedKinds';
import { besidesList, faultKinds } from './faultKinds';

/** What stands in front of an account: answers in its place, or lets a request through. */
export type Fault = (request: Received) => Script | undefined;

interface Kept {
  /** The oldest has the lowest. */
  readonly place: number;
  readonly name: string;
  readonly row: Row;
}

interface Asked {
  readonly NextToken?: string;
  readonly MaxResults?: number;
}

/** Hears of what the account itself has answered. */
export type Witness = (request: Received, body: object) => void;

const firstTime = 1_763_700_000;

/**
 * Lists of resources that a service on this computer answers, newest first, in pages whose tokens name
 * a place. Faults stand in front of it. It can go out of reach and come back at the same address.
 */
export class FaultyAccount {
  readonly received: Received[] = [];
  fault: Fault = () => undefined;
  /** How far its clock is ahead of this computer's, in milliseconds. */
  clockOffset = 0;
  private readonly lists = new Map<string, { readonly kind: ScriptedKind; rows: Kept[] }>();
  private server: Server | undefined;
  private port = 0;
  private places = 0;

  private constructor(private readonly witness: Witness) {
    for (const kind of Object.values(faultKinds)) {
      this.lists.set(kind.list.operation, { kind, rows: [] });
    }
  }

  static async start(witness: Witness = () => undefined): Promise<FaultyAccount> {
    const account = new FaultyAccount(witness);
    await account.comeBack();
    return account;
  }

  get endpoint(): string {
    return `http://127.0.0.1:${String(this.port)}`;
  }

  /** Creates rows of a kind, one in each status after the other. */
  create(kind: ScriptedKind, statuses: readonly string[], names: readonly string[]): void {
    const rows = this.lists.get(kind.list.operation)?.rows ?? [];
    for (const name of names) {
      const place = this.places++;
      const status = statuses[place % statuses.length] ?? '';
      rows.unshift({ place, name, row: kind.row(name, status, firstTime + place) });
    }
  }

  /** Names of a list's rows, newest first. */
  names(operation: string): readonly string[] {
    return this.lists.get(operation)?.rows.map(({ name }) => name) ?? [];
  }

  statusOf(operation: string, name: string): string {
    const list = this.lists.get(operation);
    const kept = list?.rows.find((one) => one.name === name);
    return list && kept ? String(kept.row[list.kind.status]) : '';
  }

  asked(operation: string): readonly Received[] {
    return this.received.filter((request) => request.operation === operation);
  }

  /** Ends every connection and takes no more. */
  async goAway(): Promise<void> {
    const { server } = this;
    this.server = undefined;
    server?.closeAllConnections();
    await new Promise<void>((resolve) => (server ? server.close(() => resolve()) : resolve()));
  }

  async comeBack(): Promise<void> {
    const server = createServer((request, response) => void this.take(request, response));
    await new Promise<void>((resolve) => server.listen(this.port, '127.0.0.1', resolve));
    this.port = (server.address() as AddressInfo).port;
    this.server = server;
  }

  private async take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    try {
      for await (const chunk of request) {
        chunks.push(chunk as Buffer);
      }
    } catch {
      return; // Cut by a fault.
    }
    const { method = '', url = '', headers } = request;
    const operation = String(headers['x-amz-target']).split('.').at(-1) ?? '';
    const received = { method, url, operation, headers, body: Buffer.concat(chunks) };
    this.received.push(received);
    // Node's own header tells the time of the computer, not that of the test.
    response.setHeader('date', new Date(Date.now() + this.clockOffset).toUTCString());
    const script = this.fault(received) ?? this.answer(received);
    script(received, response);
  }

  /** What it says without its faults. */
  answer(request: Received): Script {
    const list = this.lists.get(request.operation);
    if (!list) {
      return json({ __type: 'ValidationException', message: 'Not scripted.' }, 400);
    }
    const { NextToken: token, MaxResults: size = 10 } = JSON.parse(String(request.body)) as Asked;
    const rest = list.rows.filter(({ place }) => token === undefined || place < Number(token));
    const page = rest.slice(0, size);
    const last = page.at(-1);
    const body = {
      ...besidesList[request.operation],
      [list.kind.list.member]: page.map(({ row }) => row),
      ...(last && rest.length > page.length && { NextToken: String(last.place) }),
    };
    this.witness(request, body);
    return json(body);
  }
}
