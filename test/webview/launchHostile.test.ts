import assert from 'node:assert/strict';
import type { LaunchState } from '../../src/shared/contracts/launch';
import { launchContract } from '../../src/shared/contracts/launchContract';
import { argument, launchHandlers, launchState } from './launchFixture';
import { suiteBrowser } from './webviewPage';

describe('launch page, given what no one would write', function () {
  const browser = suiteBrowser(this);

  it('shows hostile texts as texts', async () => {
    const evil =
      '<img src=x onerror="document.title=1"></script><script>document.title=1</script>\u202e';
    const state: Partial<LaunchState> = {
      script: evil,
      connection: evil,
      sourceDirectory: evil,
      framework: { label: evil, origin: evil },
      arguments: [argument(evil, { flags: [evil], help: evil, choices: [evil] })],
      draft: { ...launchState.draft, jobName: evil, values: { [evil]: evil } },
      errors: { jobName: evil, [`value:${evil}`]: evil },
      preflight: [
        {
          ...{ id: evil, tone: 'error', message: evil, detail: evil, field: `value:${evil}` },
          links: [{ id: evil, label: evil }],
        },
      ],
      code: {
        ...{ files: 1, bytes: 1, leftOutCount: 1 },
        largest: [{ path: evil, bytes: 1, isOffered: true }],
        leftOut: [{ path: evil, reason: 'large', bytes: 1, isOffered: true }],
      },
      commandLine: { parts: [{ built: [evil, evil], received: [evil] }], image: evil },
      cost: evil,
      costDetail: evil,
      refusal: evil,
      failure: { message: evil, fix: evil },
    };
    const launch = await browser.open('launch', launchContract, launchHandlers);
    launch.host.send('state', { ...launchState, ...state });
    await launch.page.getByRole('button', { name: 'Preview request' }).waitFor();
    assert.equal(await launch.page.title(), 'launch');
    assert.equal(await launch.page.locator('img, body script').count(), 0);
    assert.equal(await launch.page.getByRole('textbox', { name: 'Job name' }).inputValue(), evil);
  });
});
