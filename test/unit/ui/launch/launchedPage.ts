import assert from 'node:assert/strict';
import type { TrainingLaunch } from '../../../../src/core/training/launch';
import type { LaunchDraft, LaunchState } from '../../../../src/shared/contracts/launch';
import type { InspectedScript, ReadFrom } from '../../../../src/ui/launch/formPorts';
import { LaunchSession } from '../../../../src/ui/launch/launchSession';
import { fakeConnection } from '../../../fakes/fakeKind';
import { inspected, launchPorts, type PortChanges } from './launchPorts';

/** A script with a channel and an argument, so that its form has both. */
export const penguins = `import argparse, os
parser = argparse.ArgumentParser()
parser.add_argument('--epochs', type=int, default=20)
parser.add_argument('--train', default=os.environ['SM_CHANNEL_TRAIN'])
args = parser.parse_args()
`;

/** Launch sessions of one script, one after the other, and what they sent, launched and kept. */
export class LaunchedPage {
  text = penguins;
  script = '/projects/penguins/train.py';
  /** What the script's editor shows, where that is not saved. */
  typed: string | undefined;
  readonly states: LaunchState[] = [];
  readonly launched: TrainingLaunch[] = [];
  kept: LaunchDraft | undefined;
  private current: LaunchSession | undefined;

  /** `standing` holds for all sessions. */
  constructor(private readonly standing: PortChanges = {}) {}

  /** Ends the last session and makes another, in whose folder all is well but for `changes`. */
  create(changes: PortChanges = {}, traits: object = {}): LaunchSession {
    this.current?.dispose();
    const { standing } = this;
    const ports = launchPorts({
      inspect: (_roots, from) => this.inspect(from),
      remembered: () => ({ draft: this.kept }),
      remember: (draft) => (this.kept = draft),
      send: (state) => this.states.push(state),
      launch: (launch) => {
        this.launched.push(launch);
        return Promise.resolve();
      },
      ...standing,
      ...changes,
      checks: { ...standing.checks, ...changes.checks },
      source: { ...standing.source, ...changes.source },
    });
    const { info } = fakeConnection('sandbox', traits);
    this.current = new LaunchSession(this.script, info, ports);
    return this.current;
  }

  inspect(from: ReadFrom): Promise<InspectedScript> {
    return from === 'disk' || this.typed === undefined
      ? inspected(this.text)
      : inspected(this.typed, { isSaved: false });
  }

  get session(): LaunchSession {
    return this.current ?? this.create();
  }

  get last(): LaunchState {
    return this.states.at(-1) ?? assert.fail('nothing was sent');
  }

  /** What was sent last, once all that answers at once has answered. */
  async settled(): Promise<LaunchState> {
    await new Promise((resolve) => setImmediate(resolve));
    return this.last;
  }

  dispose(): void {
    this.current?.dispose();
  }
}
