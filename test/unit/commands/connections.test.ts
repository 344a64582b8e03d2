import assert from 'node:assert/strict';
import { answerWith, shown } from '../../fakes/fakeVscode';
import {
  chooseConnection,
  restartSandbox,
  type ConnectionServices,
} from '../../../src/commands/connections';

describe('restarting the sandbox', () => {
  let restarts: number;
  const renewed: string[] = [];

  const restart = (busyNames: readonly string[] | undefined): Promise<void> => {
    const connections = {
      restartSandbox: () => {
        restarts++;
        return Promise.resolve();
      },
    };
    return restartSandbox({
      backend: () => Promise.resolve({ connections }),
      chosen: { current: { runsHere: false }, renew: (id: string) => renewed.push(id) },
      tree: { busyNames: () => Promise.resolve(busyNames) },
    } as unknown as ConnectionServices);
  };

  beforeEach(() => {
    restarts = 0;
    shown.length = 0;
  });

  const cases = [
    ['jobs are running', ['penguins']],
    ['nothing in sight tells whether jobs are running', undefined],
  ] as const;
  for (const [when, busyNames] of cases) {
    it(`asks first when ${when}`, async () => {
      await restart(busyNames);
      assert.match(shown[0]?.message ?? '', /Its running jobs are stopped/);
      assert.equal(restarts, 0);
    });
  }

  it('asks nothing where none is running, and has its rows alone looked at anew', async () => {
    await restart([]);
    assert.deepEqual([shown, restarts, renewed], [[], 1, ['sandbox']]);
  });
});

describe('choosing a connection', () => {
  const choices = [
    { id: 'sandbox', label: 'Local sandbox', detail: '', region: 'us-east-1' },
    { id: 'profile:work:eu-west-1', label: 'work', detail: '', region: 'eu-west-1' },
    { id: 'profile:bare:', label: 'bare', detail: '', region: '' },
  ];
  const current = { id: 'profile:work:eu-west-1', label: 'work', region: 'eu-west-1' };

  /** Answers the picks by these labels, one after the other; answers the id that was chosen. */
  async function choose(runsHere: boolean, ...labels: readonly string[]) {
    const chosen: string[] = [];
    const left = [...labels];
    answerWith((offered) => {
      const label = left.shift() ?? '';
      return offered.find((one) => one.label.includes(label));
    });
    const connections = {
      choices: () => Promise.resolve(choices),
      inRegion: (id: string, region: string) => `${id.slice(0, id.lastIndexOf(':'))}:${region}`,
    };
    await chooseConnection({
      backend: () => Promise.resolve({ connections }),
      chosen: {
        current: { ...current, runsHere },
        shown: [{ ...current, runsHere }],
        openById: (id: string) =>
          Promise.resolve({ info: { id, label: 'x', region: 'y', traits: { runsHere: false } } }),
        choose: ({ id }: { readonly id: string }) => void chosen.push(id),
      },
      firstSteps: { done: () => undefined },
    } as unknown as ConnectionServices);
    return chosen[0];
  }

  it('takes the region that is configured', async () => {
    assert.equal(await choose(true, 'work'), 'profile:work:eu-west-1');
  });

  it('asks for a region where none is configured, and takes none by itself', async () => {
    assert.equal(await choose(true, 'bare', 'ap-south-1'), 'profile:bare:ap-south-1');
    assert.equal(await choose(true, 'bare', 'no such region'), undefined);
  });

  it('offers the connection of now in another region', async () => {
    assert.equal(await choose(false, 'Another region', 'cn-north-1'), 'profile:work:cn-north-1');
    assert.equal(await choose(true, 'Another region'), undefined);
  });
});
