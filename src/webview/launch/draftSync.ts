import type { LaunchDraft, LaunchState } from '../../shared/contracts/launch';
import type { LaunchSettings, SettingName } from '../../shared/contracts/launchSettings';

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Each part that the person changed since `base` stays theirs; all else becomes the host's. */
export function mergeDraft(base: LaunchDraft, mine: LaunchDraft, host: LaunchDraft): LaunchDraft {
  const part = <K extends keyof LaunchDraft>(key: K): LaunchDraft[K] =>
    same(base[key], mine[key]) ? host[key] : mine[key];
  const changed = Object.entries(mine.values).filter(
    ([name, value]) => value !== (base.values[name] ?? null),
  );
  const otherFields = part('otherFields');
  return {
    jobName: part('jobName'),
    values: { ...host.values, ...Object.fromEntries(changed) },
    extra: part('extra'),
    channels: part('channels'),
    sourceFolder: part('sourceFolder'),
    alsoPacked: part('alsoPacked'),
    maxRuntimeMinutes: part('maxRuntimeMinutes'),
    installRequirements: part('installRequirements'),
    leftOutMetrics: part('leftOutMetrics'),
    ...(otherFields !== undefined && { otherFields }),
    settings: mergeSettings(base.settings, mine.settings, host.settings),
  };
}

function mergeSettings(
  base: LaunchSettings,
  mine: LaunchSettings,
  host: LaunchSettings,
): LaunchSettings {
  const changed = Object.entries(mine.fields).filter(
    ([name, text]) => text !== (base.fields[name as SettingName] ?? ''),
  );
  const rows = <K extends 'tags' | 'environment' | 'groups'>(key: K): LaunchSettings[K] =>
    same(base[key], mine[key]) ? host[key] : mine[key];
  return {
    fields: { ...host.fields, ...Object.fromEntries(changed) },
    ...{ tags: rows('tags'), environment: rows('environment'), groups: rows('groups') },
  };
}

/** What sends edits needs from outside. */
export interface DraftPort {
  /** Tells whether the host took the draft; never rejects. */
  send(draft: LaunchDraft): Promise<boolean>;
  /** Runs `action` after a pause in typing; returns how to call it off. */
  later(action: () => void): () => void;
}

/**
 * Keeps the draft that the person edits apart from the snapshots that arrive meanwhile: a snapshot
 * replaces it only where the host itself changed the draft, and never what was typed since.
 */
export class DraftSync {
  private current: LaunchDraft | undefined;
  /** What the host is known to have. */
  private acknowledged: LaunchDraft | undefined;
  private version = -1;
  private callOff: (() => void) | undefined;
  private sending: Promise<unknown> = Promise.resolve();

  constructor(private readonly port: DraftPort) {}

  get draft(): LaunchDraft | undefined {
    return this.current;
  }

  /** Takes a snapshot in; tells whether the draft is now another one. */
  take({ draft, draftVersion }: LaunchState): boolean {
    if (this.current && draftVersion <= this.version) {
      return false;
    }
    const merged =
      this.current && this.acknowledged
        ? mergeDraft(this.acknowledged, this.current, draft)
        : draft;
    this.version = draftVersion;
    this.acknowledged = draft;
    this.current = merged;
    if (!same(merged, draft)) {
      this.schedule();
    }
    return true;
  }

  change(draft: LaunchDraft): void {
    this.current = draft;
    this.schedule();
  }

  /** Sends what is waiting; resolves when the host has all that was changed so far. */
  flush(): Promise<unknown> {
    const draft = this.current;
    if (!this.callOff || !draft) {
      return this.sending;
    }
    this.callOff();
    this.callOff = undefined;
    const version = this.version;
    this.sending = this.port.send(draft).then((taken) => {
      // A draft of the host's own that came meanwhile is the newer ground.
      if (taken && version === this.version) {
        this.acknowledged = draft;
      }
    });
    return this.sending;
  }

  private schedule(): void {
    this.callOff?.();
    this.callOff = this.port.later(() => void this.flush());
  }
}
