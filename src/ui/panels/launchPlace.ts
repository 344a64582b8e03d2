import type { Connection } from '../../aws/connection';
import type { SdkDefaultsFound } from '../../aws/training/readSdkDefaults';
import type { Disposable } from '../../platform/disposable';
import type { LaunchSettings } from '../../shared/contracts/launchSettings';
import { pickRegion } from '../connection/pickRegion';
import type { Launcher } from '../launch/launcher';
import type { LaunchSession } from '../launch/launchSession';

/** The same account in a region, or without one any connection that the person picks. */
type ChooseConnection = (wanted?: {
  readonly id: string;
  readonly region: string;
}) => Promise<Connection | undefined>;

interface PlacePorts {
  readonly script: string;
  readonly launcher: Pick<Launcher, 'defaults'>;
  readonly session: () => Pick<
    LaunchSession,
    'draft' | 'isStarting' | 'connectionChanged' | 'defaultsChanged'
  >;
  readonly chooseConnection: ChooseConnection;
}

/** Where the jobs of a launch page go, and what the SageMaker SDK's defaults say of jobs there. */
export class LaunchPlace {
  private choices = 0;
  private isDisposed = false;
  private watching: Disposable | undefined;

  constructor(
    private current: Connection,
    private readonly ports: PlacePorts,
  ) {}

  get connection(): Connection {
    return this.current;
  }

  /** What the defaults files said when they were read last. */
  get defaults(): SdkDefaultsFound | undefined {
    return this.ports.launcher.defaults.of(this.current.info.id);
  }

  /**
   * Goes to another connection, in `region` or where the person picks. Resolves with the settings that the form
   * had when it went; `undefined`: it stays.
   */
  async choose(region?: string): Promise<LaunchSettings | undefined> {
    const { id } = this.current.info;
    const wanted = region === undefined ? undefined : { id, region };
    const chosen = await this.ports.chooseConnection(wanted);
    if (chosen === undefined) {
      return undefined;
    }
    const turn = ++this.choices;
    await this.ports.launcher.defaults.read(chosen, this.ports.script);
    const session = this.ports.session();
    // Reading takes its time, and the last choice counts; what is being started goes where the person was told.
    if (turn !== this.choices || session.isStarting() || this.isDisposed) {
      return undefined;
    }
    const left = session.draft?.settings;
    this.current = chosen;
    session.connectionChanged(chosen.info);
    return left;
  }

  /** The same account in a region that the person picks; resolves as `choose` does. */
  async chooseRegion(): Promise<LaunchSettings | undefined> {
    const region = await pickRegion(this.current.info.label);
    return region === undefined ? undefined : await this.choose(region);
  }

  /** Follows the defaults files, also those that are not there yet, until it is disposed. */
  async followDefaults(): Promise<void> {
    const { launcher, script } = this.ports;
    const watching = await launcher.defaults.watch(script, () => void this.readDefaults());
    if (this.isDisposed) {
      watching.dispose();
    } else {
      this.watching = watching;
    }
  }

  dispose(): void {
    this.isDisposed = true;
    this.watching?.dispose();
  }

  private async readDefaults(): Promise<void> {
    const connection = this.current;
    await this.ports.launcher.defaults.read(connection, this.ports.script);
    const session = this.ports.session();
    // What is being started is what was on the page when that was asked for.
    if (connection === this.current && !session.isStarting() && !this.isDisposed) {
      session.defaultsChanged();
    }
  }
}
