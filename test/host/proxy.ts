import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import type { ResourceRow } from '../../src/ids';
import { closeTabs, run, until } from './workbench';

/** Answers what is asked of it in the place of others, and notes who was meant. */
class Proxy {
  readonly meant: string[] = [];
  private readonly server: Server;

  constructor() {
    this.server = createServer((request, response) => {
      this.meant.push(request.url ?? '');
      const job = { TrainingJobName: 'far-job', TrainingJobStatus: 'InProgress' };
      response.writeHead(200, { 'content-type': 'application/x-amz-json-1.1' });
      response.end(JSON.stringify(job));
    });
    this.server.on('connect', ({ url = '' }, socket) => {
      this.meant.push(url);
      socket.end('HTTP/1.1 502 Not through here\r\n\r\n');
    });
  }

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${String((this.server.address() as AddressInfo).port)}`;
  }

  stop(): void {
    this.server.closeAllConnections();
    this.server.close();
  }
}

const profile = (name: string, endpoint: string): string =>
  [
    ...[`[profile ${name}]`, 'region = us-east-1', `endpoint_url = ${endpoint}`],
    ...['aws_access_key_id = AKIDEXAMPLE', 'aws_secret_access_key = secret', ''],
  ].join('\n');

const jobOf = (name: string): ResourceRow => ({
  connectionId: `profile:${name}:us-east-1`,
  kindId: 'trainingJob',
  item: {
    name: 'far-job',
    arn: 'arn:aws:sagemaker:us-east-1:123456789012:training-job/far-job',
  },
});

export function proxyTests(): void {
  describe('calls to AWS', () => {
    let folder: string;
    let proxy: Proxy;

    before(async () => {
      proxy = new Proxy();
      await setProxy(await proxy.start());
      folder = await mkdtemp(path.join(tmpdir(), 'aws-'));
      const config = path.join(folder, 'config');
      const far = profile('far', 'http://sagemaker.invalid');
      await writeFile(config, far + profile('farTls', 'https://sagemaker-tls.invalid'));
      process.env['AWS_CONFIG_FILE'] = config;
      process.env['AWS_SHARED_CREDENTIALS_FILE'] = path.join(folder, 'credentials');
    });

    after(async () => {
      await setProxy(undefined);
      proxy.stop();
      await closeTabs();
      await vscode.commands.executeCommand('notifications.clearAll');
      delete process.env['AWS_CONFIG_FILE'];
      delete process.env['AWS_SHARED_CREDENTIALS_FILE'];
      await rm(folder, { recursive: true });
    });

    it('go through the proxy that the workbench is set to', async () => {
      await run('sagemakerWorkbench.resource.describe', jobOf('far'));
      await until('the proxy’s answer is shown', () =>
        (vscode.window.activeTextEditor?.document.getText() ?? '').includes('"far-job"'),
      );
      await until('the proxy was asked', () => proxy.meant.includes('http://sagemaker.invalid/'));
    });

    it('ask it for a tunnel where they are encrypted', async () => {
      // Not awaited: the tunnel is refused, and the message that says so waits for a person.
      void run('sagemakerWorkbench.resource.describe', jobOf('farTls'));
      await until('a tunnel was asked for', () =>
        proxy.meant.includes('sagemaker-tls.invalid:443'),
      );
    });

    it('do not where they stay on this computer', async () => {
      await run('sagemakerWorkbench.resources.refresh');
      const local = proxy.meant.filter((meant) => /127\.0\.0\.1|localhost/.test(meant));
      if (local.length > 0) {
        throw new Error(`The proxy was asked for ${local.join(', ')}`);
      }
    });
  });
}

const setProxy = (address: string | undefined): Thenable<void> =>
  vscode.workspace
    .getConfiguration('http')
    .update('proxy', address, vscode.ConfigurationTarget.Global);
