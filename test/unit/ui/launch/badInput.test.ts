import assert from 'node:assert/strict';
import '../../../fakes/fakeVscode';
import { badInputs } from './badInput';
import { LaunchedPage, penguins } from './launchedPage';

const onAws = { runsHere: false, billable: true };

/** Takes any argument, so that a row is only wrong where its own text is. */
const script = penguins.replace(
  'args = parser.parse_args()',
  'args, _ = parser.parse_known_args()',
);

describe('bad input on the launch page', () => {
  let page: LaunchedPage;

  beforeEach(() => {
    page = new LaunchedPage();
    page.text = script;
    page.create({}, onAws);
  });

  afterEach(() => page.dispose());

  for (const { field, what, change } of badInputs) {
    it(`is told at ${field} before anything is created: ${what}`, async () => {
      const opened = await page.session.open();
      const draft = { ...opened, channels: [], ...change(opened) };
      page.session.edit(draft);
      const { errors } = await page.settled();
      assert.deepEqual(Object.keys(errors), [field]);
      assert.match(errors[field] ?? '', /^[A-Z“-].*\.$/);
      await assert.rejects(page.session.start(draft), { reason: 'invalid' });
      assert.deepEqual(page.launched, []);
    });
  }
});
