import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { AskMfaCode } from '../../src/aws/credentialTargets';
import { ConnectionStore } from '../../src/aws/connections';
import { systemClock } from '../../src/node/systemClock';
import { FakeService, type Script } from './fakeService';

interface StoreOptions {
  readonly askMfaCode?: AskMfaCode;
  readonly protectedPatterns?: () => readonly string[];
}

/**
 * A home folder with AWS files of its own, for this process as well: the SDK reads variables itself.
 * Nothing outside of it, and no metadata service, is found.
 */
export class AwsHome {
  private readonly stores: ConnectionStore[] = [];
  private readonly services: FakeService[] = [];

  private constructor(
    readonly folder: string,
    private readonly before: NodeJS.ProcessEnv,
  ) {}

  static async make(): Promise<AwsHome> {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'aws-home-'));
    await mkdir(path.join(folder, '.aws'));
    const home = new AwsHome(folder, { ...process.env });
    home.resetVariables();
    return home;
  }

  /** As a fresh user of this computer has them. */
  private resetVariables(): void {
    for (const name of Object.keys(process.env).filter((one) => one.startsWith('AWS_'))) {
      Reflect.deleteProperty(process.env, name);
    }
    Object.assign(process.env, { HOME: this.folder, AWS_EC2_METADATA_DISABLED: 'true' });
  }

  async write(config: string, credentials = ''): Promise<void> {
    await this.writeFile('config', config);
    await this.writeFile('credentials', credentials);
  }

  /** Writes a file below `.aws`; answers its path. */
  async writeFile(name: string, text: string): Promise<string> {
    const file = path.join(this.folder, '.aws', name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, text);
    return file;
  }

  /** The token file of a single sign-on session; SHA-1 names it, as the AWS CLI does. */
  async ssoToken(session: string, token: object): Promise<string> {
    const name = createHash('sha1').update(session).digest('hex');
    return await this.writeFile(`sso/cache/${name}.json`, JSON.stringify(token));
  }

  /** The connections that a window with this home would have; variables count beside its own. */
  connections(variables: NodeJS.ProcessEnv = {}, options: StoreOptions = {}): ConnectionStore {
    Object.assign(process.env, variables);
    const folder = path.join(this.folder, 'unused');
    const store = new ConnectionStore({
      ...{ bundleDir: folder, storageDir: folder, clock: systemClock },
      env: process.env,
      onCall: () => undefined,
      askMfaCode: () => Promise.resolve(undefined),
      protectedPatterns: () => [],
      ...options,
    });
    this.stores.push(store);
    return store;
  }

  async service(...scripts: readonly Script[]): Promise<FakeService> {
    const service = await FakeService.start(...scripts);
    this.services.push(service);
    return service;
  }

  /** Ends what a test has started, and takes back its variables and files. */
  async tidy(): Promise<void> {
    await Promise.all(this.stores.splice(0).map((store) => store.dispose()));
    await Promise.all(this.services.splice(0).map((service) => service.stop()));
    this.resetVariables();
    await rm(path.join(this.folder, '.aws'), { recursive: true });
    await mkdir(path.join(this.folder, '.aws'));
  }

  async remove(): Promise<void> {
    await this.tidy();
    for (const name of Object.keys(process.env)) {
      if (!(name in this.before)) {
        Reflect.deleteProperty(process.env, name);
      }
    }
    Object.assign(process.env, this.before);
    await rm(this.folder, { recursive: true });
  }
}
