import { capture } from '../../scripts/processes';

/** Makes the workspace a git repository with changes, so that VS Code's git has rows to show. */
export async function asRepository({ workspace }: { workspace: string }): Promise<void> {
  await capture('git', ['init', '--quiet', workspace]);
}
