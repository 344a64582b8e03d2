import assert from 'node:assert/strict';
import { loadImageTable } from '../../../../src/core/images/imageTable';
import type { JsonObject } from '../../../../src/core/training/exports/json';
import type { TrainingLaunch } from '../../../../src/core/training/launch';
import { buildTrainingRequest } from '../../../../src/core/training/request';
import type { LaunchDraft, LaunchState } from '../../../../src/shared/contracts/launch';
import { CloneSession } from '../../../../src/ui/clone/cloneSession';
import type { Original } from '../../../../src/ui/clone/original';
import { fakeConnection } from '../../../fakes/fakeKind';
import { launchPorts, type PortChanges } from '../launch/launchPorts';

const onAws = { runsHere: false, billable: true, jobEnvironment: {} };

/** What is otherwise than of a job on AWS that nobody has touched. */
export interface CloneOptions {
  readonly original?: Partial<Original>;
  readonly left?: LaunchDraft;
  readonly traits?: object;
  readonly ports?: PortChanges;
}

/** Pages of requests, one after the other, and what they sent, launched and kept. */
export class ClonedJob {
  readonly states: LaunchState[] = [];
  readonly launched: TrainingLaunch[] = [];
  kept: LaunchDraft | undefined;
  private session: CloneSession | undefined;

  async open(request: JsonObject, more: CloneOptions = {}): Promise<CloneSession> {
    this.dispose();
    const { TrainingJobName: jobName } = request as { TrainingJobName: string };
    const { info } = fakeConnection('aws', more.traits ?? onAws);
    const table = await loadImageTable();
    const original = { jobName, request, hasTags: true, ...more.original };
    const session = new CloneSession(
      { original, info, table, folder: '/projects', left: more.left },
      {
        ...launchPorts({
          send: (state) => this.states.push(state),
          launch: (launch) => {
            this.launched.push(launch);
            return Promise.resolve();
          },
          ...more.ports,
        }),
        remember: (draft) => (this.kept = draft),
      },
    );
    this.session = session;
    session.open();
    await new Promise((resolve) => setImmediate(resolve));
    return session;
  }

  get last(): LaunchState {
    const state = this.states.at(-1);
    assert.ok(state);
    return state;
  }

  /** The environment of the job that a start would create. */
  get environment(): object | undefined {
    assert.ok(this.session);
    const target = { region: '', bucket: '', roleArn: '', environment: {} };
    const launch = this.session.preview(this.last.draft);
    return buildTrainingRequest(launch, { submitUri: '', channels: [] }, target).Environment;
  }

  dispose(): void {
    this.session?.dispose();
  }
}
