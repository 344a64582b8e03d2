import * as vscode from 'vscode';
import type { Duplex } from 'node:stream';
import { MessageReader, writeMessage, type ProtocolMessage } from './messageReader';

export interface RelayPorts {
  /** What the adapter is asked to attach with. */
  readonly attach: object;
  /** Stops the job; resolves once the order is given. */
  stop(): Promise<void>;
  /** Told of what goes wrong beside the session. */
  failed(error: unknown): void;
}

/**
 * Stands between the workbench, which launches a job, and debugpy's adapter, to which a script has
 * connected already. To stop the session is to stop the job as such: debugpy would only kill the script,
 * and the job would count as failed. What goes through otherwise is not touched.
 */
export class DebugRelay extends vscode.Disposable implements vscode.DebugAdapter {
  private readonly sent = new vscode.EventEmitter<ProtocolMessage>();
  readonly onDidSendMessage = this.sent.event;
  private readonly reader = new MessageReader();
  private hasEnded = false;

  constructor(
    private readonly adapter: Duplex,
    private readonly ports: RelayPorts,
  ) {
    // Without a word of the person's the job goes on, as when the window is closed.
    super(() => this.leave());
    adapter.on('data', (chunk: Buffer) => this.read(chunk));
    adapter.on('error', (error) => this.ports.failed(error));
    adapter.on('close', () => this.end());
  }

  handleMessage(message: vscode.DebugProtocolMessage): void {
    const request = message as ProtocolMessage;
    switch (request.type === 'request' ? request['command'] : undefined) {
      case 'launch':
        this.write({ ...request, command: 'attach', arguments: this.ports.attach });
        return;
      case 'terminate':
        this.stopJob(() => this.answer(request));
        return;
      case 'disconnect':
        this.disconnect(request);
        return;
      default:
        this.write(request);
    }
  }

  private disconnect(request: ProtocolMessage): void {
    const wishes = request['arguments'] as { readonly terminateDebuggee?: boolean } | undefined;
    const leave = () =>
      this.write({ ...request, arguments: { ...wishes, terminateDebuggee: false } });
    if (wishes?.terminateDebuggee === false || this.hasEnded) {
      leave();
    } else {
      this.stopJob(leave);
    }
  }

  private stopJob(then: () => void): void {
    this.ports
      .stop()
      .catch((error: unknown) => this.ports.failed(error))
      .finally(then);
  }

  private answer({ seq, command }: ProtocolMessage): void {
    this.send({ type: 'response', seq: 0, request_seq: seq, command, success: true });
  }

  private read(chunk: Buffer): void {
    try {
      this.reader.push(chunk).forEach((message) => this.receive(message));
    } catch (error) {
      this.ports.failed(error);
      this.adapter.destroy();
    }
  }

  private receive(message: ProtocolMessage): void {
    const { category } = (message['body'] ?? {}) as { readonly category?: string };
    if (message['event'] === 'output' && category === 'telemetry') {
      return;
    }
    this.hasEnded ||= message['event'] === 'terminated';
    this.send(message['command'] === 'attach' ? { ...message, command: 'launch' } : message);
  }

  /** The adapter is gone without having said so: the sandbox was ended. */
  private end(): void {
    if (!this.hasEnded) {
      this.hasEnded = true;
      this.send({ type: 'event', seq: 0, event: 'terminated' });
    }
  }

  private leave(): void {
    this.hasEnded = true;
    this.adapter.destroy();
    this.sent.dispose();
  }

  private send(message: ProtocolMessage): void {
    this.sent.fire(message);
  }

  private write(message: object): void {
    if (this.adapter.writable) {
      this.adapter.write(writeMessage(message));
    }
  }
}
