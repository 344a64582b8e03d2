import assert from 'node:assert/strict';
import * as path from 'node:path';
import * as fc from 'fast-check';
import { pythonEnvironment } from '../../scripts/test/pythonEnvironments';
import { argvProblems } from '../../src/core/training/argv/argvProblems';
import { ScriptRepairs } from '../../src/core/training/argv/scriptFix';
import { argvOf } from '../../src/core/training/argv/scriptArgv';
import { containerImage } from '../../src/core/training/containerImage';
import { initialDraft } from '../../src/core/training/draft';
import { inspectScript } from '../../src/core/training/inspect/inspectScript';
import type { ScriptInspection } from '../../src/core/training/inspection';
import type { LaunchDraft } from '../../src/shared/contracts/launch';
import { ArgvPythonPool } from './argvPythonPool';
import { needs } from './environments';
import { libraries, libraryCases, type LibraryCase } from './libraryCases';

interface Asked {
  readonly text: string;
  readonly argv: readonly string[];
}

/** What the script was given; `refused`: it ends with an error, or shows its help. */
type Answer =
  | { readonly kind: 'refused' | 'crash'; readonly message: string }
  | {
      readonly kind: 'accepted';
      readonly values: Readonly<Record<string, { readonly kind: string; readonly text: string }>>;
    };

const image = containerImage('sagemaker-scikit-learn:1.4-2');

describe('the check of a command line that another library reads', () => {
  needs('arguments');
  let pool: ArgvPythonPool<Asked, Answer>;

  before(async () => {
    const python = path.join(await pythonEnvironment('arguments'), 'python');
    pool = await ArgvPythonPool.open(python, 'library_answers.py', 1);
  });
  after(() => pool.close());

  for (const library of libraries) {
    it(`finds something wrong exactly where ${library} refuses or misreads it`, async function () {
      this.timeout(120_000);
      const tally = { fine: 0, wrong: 0 };
      const cases = fc.array(libraryCases(library), { minLength: 1, maxLength: 15, size: 'max' });
      await fc.assert(
        fc.asyncProperty(cases, async (given) => {
          const checked = given.map(check);
          const answers = await pool.ask(checked.map(({ asked }) => asked));
          for (const [index, { told, asked, meant }] of checked.entries()) {
            const theirs = answers[index];
            assert.ok(theirs);
            const isWrong = !isAsMeant(theirs, meant, library);
            tally[isWrong ? 'wrong' : 'fine'] += 1;
            assert.equal(
              told.length > 0,
              isWrong,
              JSON.stringify({ asked, told, theirs }, null, 1),
            );
          }
        }),
        { numRuns: 25 },
      );
      assert.ok(tally.fine >= 20 && tally.wrong >= 20, JSON.stringify(tally));
    });
  }
});

interface Checked {
  readonly asked: Asked;
  readonly told: readonly string[];
  /** What each parameter is meant to get, by destination. */
  readonly meant: ReadonlyMap<string, { readonly type: string; readonly text: string }>;
}

function check({ text, values, extra }: LibraryCase): Checked {
  const inspection = inspectScript(text, 'train.py');
  const draft = filledIn(inspection, values, extra);
  const parts = argvOf(draft, inspection, image);
  const problems = argvProblems({ inspection, draft, image, repairs: new ScriptRepairs(text) });
  return {
    asked: { text, argv: parts.flatMap(({ received }) => received) },
    told: problems.map(({ severity, message }) => `${severity}: ${message}`),
    meant: new Map(
      parts.flatMap(({ name, received }) => {
        const argument = inspection.arguments.find((one) => one.name === name);
        return argument
          ? [[argument.destination, { type: argument.type, text: received[1] ?? '' }]]
          : [];
      }),
    ),
  };
}

function filledIn(
  inspection: ScriptInspection,
  values: LibraryCase['values'],
  extra: LibraryCase['extra'],
): LaunchDraft {
  const draft = initialDraft(inspection, { script: '/x/train.py', folders: [], now: new Date(0) });
  const named = Object.entries(values).map(([destination, text]) => {
    const argument = inspection.arguments.find((one) => one.destination === destination);
    assert.ok(argument, `${destination} is read`);
    return [argument.name, text] as const;
  });
  return {
    ...draft,
    values: { ...draft.values, ...Object.fromEntries(named) },
    extra: Object.entries(extra).map(([name, value]) => ({ name, value })),
  };
}

/** absl takes a switch with `False` behind it for set; fire hands on whatever a text says to it. */
function isAsMeant(theirs: Answer, meant: Checked['meant'], library: string): boolean {
  return (
    theirs.kind === 'accepted' &&
    [...meant].every(([name, { type, text }]) => {
      const got = theirs.values[name];
      assert.ok(got, `${name} is given`);
      if (type === 'flag') return got.text === text;
      return library !== 'fire' || suits(got, type, text);
    })
  );
}

function suits(got: { kind: string; text: string }, type: string, text: string): boolean {
  if (type === 'int') return got.kind === 'int';
  if (type === 'float') return got.kind === 'int' || got.kind === 'float';
  return got.kind !== 'bool' || text === got.text;
}
