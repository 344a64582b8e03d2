import assert from 'node:assert/strict';
import { shown } from '../../fakes/fakeVscode';
import { restartSandbox, type ConnectionServices } from '../../../src/commands/connections';

describe('restarting the sandbox', () => {
  let restarts: number;

  const restart = (runsHere: boolean, busyNames: readonly string[] | undefined): Promise<void> => {
    const connections = {
      restartSandbox: () => {
        restarts++;
        return Promise.resolve();
      },
    };
    return restartSandbox({
      backend: () => Promise.resolve({ connections }),
      chosen: { current: { runsHere }, renew: () => undefined },
      tree: { busyNames },
    } as unknown as ConnectionServices);
  };

  beforeEach(() => {
    restarts = 0;
    shown.length = 0;
  });

  const cases = [
    ['jobs are running', true, ['penguins']],
    ['nothing in sight tells whether jobs are running', true, undefined],
    ['the rows in sight are those of another connection', false, []],
  ] as const;
  for (const [when, runsHere, busyNames] of cases) {
    it(`asks first when ${when}`, async () => {
      await restart(runsHere, busyNames);
      assert.match(shown[0]?.message ?? '', /Its running jobs are stopped/);
      assert.equal(restarts, 0);
    });
  }
});
