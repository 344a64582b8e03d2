import assert from 'node:assert/strict';
import '../../../fakes/fakeVscode';
import { withOrigin, type FormOrigin } from '../../../../src/ui/launch/formOrigin';
import { LaunchedPage } from './launchedPage';

describe('where the form of a script comes from', () => {
  let page: LaunchedPage;

  const told = async (origin: FormOrigin, runsHere = false): Promise<readonly string[]> => {
    page = new LaunchedPage();
    page.create({}, { runsHere, billable: !runsHere });
    await page.session.open();
    const before = page.last.preflight.length;
    const { preflight } = withOrigin(page.last, origin);
    return preflight.slice(0, preflight.length - before).map(({ message }) => message);
  };

  afterEach(() => page.dispose());

  it('is said of a job’s request', async () => {
    assert.deepEqual(await told({ jobName: 'penguins-1' }), [
      'Filled in from penguins-1, but for its code.',
    ]);
  });

  it('is said of a request that names another region, unless the job runs on this computer', async () => {
    const line = 'The request names eu-west-1, and the job would run in us-east-1.';
    assert.deepEqual(await told({ region: 'eu-west-1' }), [line]);
    assert.deepEqual(await told({ region: 'eu-west-1' }, true), []);
  });

  it('is nothing to be said of its own region, or of nothing', async () => {
    assert.deepEqual(await told({ region: 'us-east-1' }), []);
    assert.deepEqual(await told({}), []);
  });
});
