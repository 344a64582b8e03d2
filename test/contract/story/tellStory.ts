import assert from 'node:assert/strict';
import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import { writeJobs } from '../../bench/endedJobs';
import type { EnvironmentName } from '../../../scripts/test/pythonEnvironments';
import { needs } from '../environments';
import { SandboxServer, temporaryFolder } from '../sandboxServer';
import { tellOfErrors } from './errorsChapter';
import { tellOfManyJobs } from './listChapter';
import { everyJob } from './manyJobs';
import { tellOfStorage } from './storageChapter';
import { Story } from './story';
import type { ServiceName, StoryClient } from './storyClient';
import { tellOfTraining } from './trainingChapter';

export interface Teller {
  /** What the recorded answers call it. */
  readonly name: string;
  readonly environments: readonly EnvironmentName[];
  readonly start: (sandbox: SandboxServer, folder: string) => Promise<StoryClient>;
  /** The protocol in which it asks each service. */
  readonly protocols: Readonly<Record<Exclude<ServiceName, 'sts'>, string>>;
}

/** The whole way of a user, told by one of AWS's clients. */
export function tellStory(teller: Teller): void {
  describe(`the sandbox and ${teller.name}: the whole story`, () => {
    let folder: Awaited<ReturnType<typeof temporaryFolder>>;
    let sandbox: SandboxServer;
    let story: Story;

    needs('aws', ...teller.environments);

    before(async () => {
      folder = await temporaryFolder();
      const [data, files] = [path.join(folder.path, 'data'), path.join(folder.path, 'files')];
      await fs.mkdir(files);
      await writeJobs(data, everyJob());
      sandbox = await SandboxServer.start(data);
      story = new Story(sandbox, await teller.start(sandbox, files), files);
    });

    after(async () => {
      await story.client.stop();
      await sandbox.stop();
      await folder.remove();
    });

    describe('storage', () => tellOfStorage(() => story));
    describe('training', () => tellOfTraining(() => story));
    describe('many jobs', () => tellOfManyJobs(() => story));
    describe('errors', () => tellOfErrors(() => story));

    describe('answers', () => {
      it('are valid, and in the protocols that this client speaks', async () => {
        const { checked, problems, protocols } = await sandbox.answers.check();
        assert.deepEqual([...new Set(problems)], []);
        assert.ok(checked > 50, `Only ${checked} answers were written down.`);
        const spoken = Object.entries(protocols[teller.name] ?? {});
        assert.deepEqual(
          Object.fromEntries(spoken.map(([service, names]) => [service, names.join()])),
          teller.protocols,
        );
      });
    });
  });
}
