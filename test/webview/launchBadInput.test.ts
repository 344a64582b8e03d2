import assert from 'node:assert/strict';
import { launchContract } from '../../src/shared/contracts/launchContract';
import { fieldSelector } from '../../src/webview/launch/fieldSelector';
import { badInputs, type BadInput } from '../unit/ui/launch/badInput';
import { elsewhere } from './launchElsewhere';
import { launchHandlers, launchState } from './launchFixture';
import { suiteBrowser, type OpenedPage } from './webviewPage';

type Launch = OpenedPage<typeof launchContract>;

/** One input of each field. */
const inputs = [...new Map(badInputs.map((input) => [input.field, input])).values()];

/** Of a free row it is the name that is marked. */
const controlOf = (field: string): string =>
  fieldSelector(field).replace('extra-value-', 'extra-name-');

/** They speak of all rows together and stand below these. */
const ofRows = ['channels', 'hyperparameters'];

describe('bad input on the launch page', function () {
  const browser = suiteBrowser(this);

  it('is told at its field, which is marked and one click away', async function () {
    this.timeout(120_000);
    const launch = await browser.open('launch', launchContract, launchHandlers);
    for (const [index, input] of inputs.entries()) {
      await show(launch, input, index + 2);
    }
    assert.ok(inputs.length > 40);
  });
});

async function show(
  { host, page }: Launch,
  { field, change }: BadInput,
  draftVersion: number,
): Promise<void> {
  const wrong = `This is wrong with ${field}.`;
  const draft = { ...elsewhere.draft, ...change(elsewhere.draft) };
  host.send('state', {
    ...{ ...launchState, ...elsewhere, draft, draftVersion },
    ...{ errors: { [field]: wrong }, refusal: 'Fix the marked fields first.' },
    refusalPlace: 'fields',
  });
  await page.getByRole('button', { name: 'Show the field' }).waitFor();
  if (!ofRows.includes(field)) {
    await page.locator(`${controlOf(field)}[invalid]`).waitFor({ state: 'attached' });
  }
  await page.getByRole('button', { name: 'Show the field' }).click();
  await page.getByText(wrong).first().waitFor();
  if (!ofRows.includes(field)) {
    await page.locator(`${controlOf(field)}:focus`).waitFor();
  }
}
