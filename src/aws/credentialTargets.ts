import { stat } from 'node:fs/promises';
import type { CredentialPlan } from '../core/connections/credentialPlan';
import { AppError } from '../core/errors';
import { findKeys } from './credentials/findKeys';
import { keepKeys } from './credentials/keepKeys';
import type { KeySearch } from './credentials/keySearch';
import type { AwsSource } from './profiles';
import type { TargetSource } from './sender';
import type { Keys, Target } from './services';
import { watchFiles } from './watchFiles';

/** Asks a person for a code of an MFA device; `undefined`: there is none to be had now. */
export type AskMfaCode = (request: {
  readonly profile: string;
  /** ARN or serial number of the device. */
  readonly serial: string;
}) => Promise<string | undefined>;

interface TargetPorts extends Pick<KeySearch, 'refusals'> {
  /** Reads the files and the environment anew. */
  readonly read: () => Promise<AwsSource>;
  readonly now: () => number;
  readonly askMfaCode: AskMfaCode;
  /** What calls would find may have changed for the better, or altogether. */
  readonly changed: () => void;
}

/**
 * Where the calls of a connection to AWS go: by what the files say at the time of the call, so that an
 * edit counts at once. Another profile's edit changes nothing here, so nobody is asked for a code again.
 */
export class CredentialTargets implements TargetSource {
  private source: AwsSource;
  private target: Target;
  private stamp = '';
  private isFailing = false;
  private readonly asked = new Set<string>();
  private watch: { dispose(): void };

  constructor(
    first: AwsSource,
    private readonly ports: TargetPorts,
  ) {
    this.source = first;
    this.target = this.newTarget();
    this.watch = this.watchSource();
  }

  async current(): Promise<Target> {
    const stamp = await stampOf(this.source.files);
    if (stamp !== this.stamp) {
      const source = await this.read();
      this.stamp = stamp;
      if (source.fingerprint !== this.source.fingerprint) {
        this.source = source;
        this.watch.dispose();
        this.watch = this.watchSource();
        this.renew();
      }
    }
    return this.target;
  }

  refused(): boolean {
    return false;
  }

  /** Whether other keys may be had without anybody's help; they may have been written meanwhile. */
  async expired(target: Target): Promise<boolean> {
    if (target !== (await this.current())) {
      return true;
    }
    this.target = this.newTarget();
    this.isFailing = true;
    return renewsItself(this.source.plan);
  }

  /** Looks for keys anew, and may ask for a code once more. */
  renew(): void {
    this.asked.clear();
    this.target = this.newTarget();
  }

  dispose(): void {
    this.watch.dispose();
  }

  private watchSource(): { dispose(): void } {
    const { files, tokenFiles } = this.source;
    return watchFiles([...files, ...tokenFiles], () => void this.lookAgain());
  }

  private async lookAgain(): Promise<void> {
    const before = this.target;
    try {
      await this.current();
    } catch {
      // The next call tells it.
    }
    if (this.isFailing || before !== this.target) {
      this.isFailing = false;
      this.ports.changed();
    }
  }

  private async read(): Promise<AwsSource> {
    try {
      return await this.ports.read();
    } catch (error) {
      this.isFailing = true;
      throw error;
    }
  }

  private newTarget(): Target {
    const { place, plan } = this.source;
    return { ...place, credentials: keepKeys(() => this.find(plan), this.ports.now) };
  }

  private async find(plan: CredentialPlan): Promise<Keys> {
    const { id, place, files } = this.source;
    const [configFilepath, filepath] = files;
    try {
      const keys = await findKeys(plan, {
        connectionId: id,
        place,
        files: { configFilepath, filepath },
        refusals: this.ports.refusals,
        askMfaCode: (profile, serial) => this.askMfaCode(profile, serial),
      });
      this.isFailing = false;
      return keys;
    } catch (error) {
      this.isFailing = true;
      throw error;
    }
  }

  /** Once, until a person asks for it: views that poll must not ask again and again. */
  private async askMfaCode(profile: string, serial: string): Promise<string> {
    const code = this.asked.has(profile)
      ? undefined
      : await this.ports.askMfaCode({ profile, serial });
    this.asked.add(profile);
    if (!code) {
      throw new AppError(
        'expired',
        `Profile "${profile}" needs a code of the MFA device ${serial}.`,
        { mend: { act: 'mfaCode', connectionId: this.source.id } },
      );
    }
    return code;
  }
}

function renewsItself(plan: CredentialPlan): boolean {
  switch (plan.kind) {
    case 'keys':
    case 'environment':
      return false;
    case 'role': {
      const { base, mfaSerial } = plan;
      return mfaSerial === undefined && (base.kind === 'keys' || renewsItself(base));
    }
    default:
      return true;
  }
}

/** Changes with every edit of one of the files, also by a new file in an old one's place. */
async function stampOf(files: readonly string[]): Promise<string> {
  const stamps = files.map(async (file) => {
    try {
      const { mtimeMs, size, ino } = await stat(file);
      return `${mtimeMs}:${size}:${ino}`;
    } catch {
      return '';
    }
  });
  return (await Promise.all(stamps)).join(' ');
}
