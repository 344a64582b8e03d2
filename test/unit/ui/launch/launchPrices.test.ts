import assert from 'node:assert/strict';
import '../../../fakes/fakeVscode';
import { bundledPrices } from '../../../../src/core/cost/bundledPrices';
import type { PriceTable } from '../../../../src/core/cost/priceTable';
import { noSettings } from '../../../../src/shared/contracts/launchSettings';
import { fakeConnection } from '../../../fakes/fakeKind';
import { pricePorts } from '../../../../src/ui/launch/pricePorts';
import type { Backend } from '../../../../src/ui/backend';
import { LaunchedPage } from './launchedPage';

const onAws = { runsHere: false, billable: true };
const old = bundledPrices('us-east-1') ?? assert.fail();
const today: PriceTable = {
  ...old,
  date: '2026-11-20',
  training: { 'ml.m5.large': 0.12, 'ml.m5.xlarge': 0.24 },
  storage: 0.14,
};

describe('the cost on the launch page', () => {
  const page = new LaunchedPage();

  afterEach(() => page.dispose());

  it('is told by the prices that are there, then by better ones', async () => {
    let answer: (table: PriceTable) => void = () => undefined;
    const current = () => new Promise<PriceTable>((resolve) => (answer = resolve));
    page.create({ checks: { prices: { known: () => Promise.resolve(old), current } } }, onAws);
    const draft = await page.session.open();
    assert.equal((await page.settled()).cost, '≈ $0.12/h · at most $0.12 in 1 h 0 m');
    answer(today);
    // (0.12 + 30 × 0.14 / 672) × 62 min, with 2 min to stop = 0.1305
    const { cost, costDetail } = await page.settled();
    assert.equal(cost, '≈ $0.12/h · at most $0.14 in 1 h 0 m');
    assert.match(costDetail ?? '', /Nov 20, 2026/);
    const settings = {
      ...noSettings,
      fields: { instanceType: 'ml.m5.xlarge', instanceCount: '2' },
    };
    page.session.edit({ ...draft, settings, maxRuntimeMinutes: 120 });
    // 2 × (0.24 + 0.00625) × 122 min = 1.0014
    assert.equal((await page.settled()).cost, '≈ $0.48/h · at most $1.01 in 2 h 0 m');
  });

  it('is not that of the place before', async () => {
    let table: PriceTable | undefined = old;
    const answer = () => Promise.resolve(table);
    page.create({ checks: { prices: { known: answer, current: answer } } }, onAws);
    await page.session.open();
    assert.match((await page.settled()).cost, /^≈/);
    table = undefined;
    page.session.connectionChanged(fakeConnection('profile:b:eu-west-1', onAws).info);
    assert.match((await page.settled()).cost, /^unknown; AWS bills/);
  });

  it('is asked for only where jobs cost money', async () => {
    const asked: string[] = [];
    const prices = {
      known: () => Promise.resolve(old),
      current: ({ info }: { readonly info: { readonly id: string } }) => {
        asked.push(info.id);
        return Promise.resolve(today);
      },
    };
    const backend = () => Promise.resolve({ prices } as unknown as Backend);
    let connection = fakeConnection('sandbox');
    const ports = pricePorts(() => connection, backend);
    const { signal } = new AbortController();
    assert.deepEqual([await ports.known(), await ports.current(signal)], [undefined, undefined]);
    connection = fakeConnection('profile:a:us-east-1', onAws);
    assert.deepEqual([await ports.known(), await ports.current(signal)], [old, today]);
    assert.deepEqual(asked, ['profile:a:us-east-1']);
  });
});
