import assert from 'node:assert/strict';
import type { Connection } from '../../../src/aws/connection';
import { shown } from '../../fakes/fakeVscode';
import { AwsHome } from '../../fakes/awsHome';
import { FaultyAccount } from './faultyAccount';
import { QuickTime } from './quickTime';

const staticKeys = ['aws_access_key_id = AKIDSTATIC', 'aws_secret_access_key = s'];

/**
 * What a suite of faults needs: AWS files of its own, accounts, and quick time. Whatever fails in it, no
 * message may be shown by itself and no promise may be left alone with its failure.
 */
export class FaultSuite {
  private made: AwsHome | undefined;
  private time: QuickTime | undefined;
  private readonly accounts: FaultyAccount[] = [];
  private readonly unhandled: unknown[] = [];

  /** Registers what comes before and after the suite's tests. */
  constructor() {
    const hear = (error: unknown): void => void this.unhandled.push(error);
    before(async () => {
      this.made = await AwsHome.make();
      process.on('unhandledRejection', hear);
    });
    beforeEach(() => void (shown.length = 0));
    afterEach(() => this.tidy());
    after(async () => {
      process.off('unhandledRejection', hear);
      await this.home.remove();
    });
  }

  get home(): AwsHome {
    return this.made ?? assert.fail('no suite runs');
  }

  /** Lets time pass so much faster until the test ends. */
  hurry(factor: number): void {
    this.time = QuickTime.start(factor);
  }

  async account(...given: Parameters<typeof FaultyAccount.start>): Promise<FaultyAccount> {
    const account = await FaultyAccount.start(...given);
    this.accounts.push(account);
    return account;
  }

  /** Writes a profile for each endpoint, with keys that lie in it or lines of its own. */
  async write(
    endpoints: Readonly<Record<string, string>>,
    lines: readonly string[] = staticKeys,
  ): Promise<void> {
    const sections = Object.entries(endpoints).flatMap(([name, endpoint]) => [
      ...[`[profile ${name}]`, 'region = us-east-1', `endpoint_url = ${endpoint}`],
      ...lines,
    ]);
    await this.home.write(sections.join('\n'));
  }

  /** Opens the only profile of a new window. */
  async open(endpoint: string, lines?: readonly string[]): Promise<Connection> {
    await this.write({ mine: endpoint }, lines);
    return await this.home.connections().open('profile:mine:us-east-1');
  }

  private async tidy(): Promise<void> {
    this.time?.stop();
    this.time = undefined;
    await this.home.tidy();
    await Promise.all(this.accounts.splice(0).map((account) => account.goAway()));
    assert.deepEqual(shown, []);
    assert.deepEqual(this.unhandled, []);
  }
}
