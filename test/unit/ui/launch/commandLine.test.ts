import assert from 'node:assert/strict';
import '../../../fakes/fakeVscode';
import type { ScriptEdit } from '../../../../src/core/training/argv/argvProblem';
import type { TrainingLaunch } from '../../../../src/core/training/launch';
import type {
  LaunchDraft,
  LaunchState,
  PreflightLine,
} from '../../../../src/shared/contracts/launch';
import { LaunchSession } from '../../../../src/ui/launch/launchSession';
import { fakeConnection } from '../../../fakes/fakeKind';
import { argparseScript } from '../../core/training/argv/argparseScript';
import { inspected, launchPorts } from './launchPorts';

describe('the command line on the launch page', () => {
  let text: string;
  let unsaved: string | undefined;
  let states: LaunchState[];
  let launched: TrainingLaunch[];
  let kept: LaunchDraft | undefined;
  let session: LaunchSession;

  const applyEdits = (edits: readonly ScriptEdit[]): void => {
    const lines = text.split('\n');
    for (const { line, from, to, text: put } of [...edits].sort((a, b) => b.from - a.from)) {
      const old = lines[line - 1] ?? '';
      lines[line - 1] = old.slice(0, from) + put + old.slice(to);
    }
    text = lines.join('\n');
  };

  const create = (): LaunchSession =>
    new LaunchSession(
      '/projects/x/train.py',
      fakeConnection('sandbox').info,
      launchPorts({
        inspect: () => inspected(text),
        remembered: () => ({ draft: kept }),
        remember: (draft) => (kept = draft),
        save: () => {
          text = unsaved ?? text;
          unsaved = undefined;
          return Promise.resolve();
        },
        editScript: (edits, of) => {
          assert.equal(of, text, 'the edits are for the text that is there');
          applyEdits(edits);
          return Promise.resolve();
        },
        send: (state) => states.push(state),
        launch: (launch) => {
          launched.push(launch);
          return Promise.resolve();
        },
      }),
    );

  const last = (): LaunchState => states.at(-1) ?? assert.fail('nothing was sent');

  const argvLines = (): readonly PreflightLine[] =>
    last().preflight.filter(({ id }) => id.startsWith('argv:'));

  const set = async (values: Record<string, string>): Promise<LaunchDraft> => {
    const opened = await session.open();
    const draft = { ...opened, values: { ...opened.values, ...values } };
    session.edit(draft);
    return draft;
  };

  const follow = async (label: string): Promise<void> => {
    const links = argvLines().flatMap((line) => line.links ?? []);
    await session.mending.mend(
      links.find((link) => link.label === label)?.id ?? assert.fail(label),
    );
  };

  beforeEach(() => {
    text = argparseScript("'--epochs', type=int, default=2", "'--amp', action='store_true'");
    unsaved = undefined;
    states = [];
    launched = [];
    kept = undefined;
    session = create();
  });

  afterEach(() => session.dispose());

  it('is what the image builds of what is not a default', async () => {
    await set({ epochs: '5' });
    assert.deepEqual(last().commandLine, {
      parts: [{ built: ['--epochs', '5'], received: null }],
      image: 'scikit-learn 1.9',
    });
    assert.deepEqual(session.commandLine, ['train.py', '--epochs', '5']);
  });

  it('names a switch at its field and in the list, and refuses to start', async () => {
    const draft = await set({ amp: 'true' });
    const [line, ...others] = argvLines();
    assert.deepEqual(others, []);
    assert.deepEqual([line?.tone, line?.field], ['error', 'value:amp']);
    assert.match(line?.message ?? '', /passes --amp True/);
    assert.equal(last().errors['value:amp'], line?.message);
    assert.deepEqual(
      line?.links?.map(({ label }) => label),
      ['Change the script', 'Leave out --amp', 'Open line 4'],
    );
    await assert.rejects(session.start(draft), { reason: 'invalid' });
    assert.deepEqual(launched, []);
  });

  it('is mended in the script, with what is typed in its editor, and then trains', async () => {
    const draft = await set({ amp: 'true' });
    unsaved = `# a line on top\n${text}`;
    await follow('Change the script');
    assert.match(text, /^# a line on top\n[^]*'--amp', type=lambda text: .*const=True/);
    assert.deepEqual([argvLines(), last().refusal], [[], null]);
    await session.start({ ...draft, values: last().draft.values });
    assert.deepEqual(launched[0]?.hyperparameters, [{ name: 'amp', value: 'true' }]);
  });

  it('is mended in the form, which the page then takes over', async () => {
    await set({ amp: 'true', epochs: '5' });
    const { draftVersion } = last();
    await follow('Leave out --amp');
    assert.deepEqual(last().draft.values, { amp: 'false', epochs: '5' });
    assert.ok(last().draftVersion > draftVersion);
    assert.deepEqual([argvLines(), last().errors], [[], {}]);
  });

  it('names a free row that the script does not know, and takes it away', async () => {
    const draft = await session.open();
    session.edit({ ...draft, extra: [{ name: 'nonsense', value: '1' }] });
    assert.match(last().errors['extra:0'] ?? '', /unrecognized arguments: --nonsense 1/);
    await follow('Leave out --nonsense');
    assert.deepEqual(last().draft.extra, []);
  });

  it('leads to the field of what only a person can fill in', async () => {
    text = argparseScript("'--target', required=True");
    await session.open();
    const [line] = argvLines();
    assert.deepEqual(line?.links, [
      { id: 'field:value:target', label: 'Fill it in' },
      { id: 'line:3:argv-target', label: 'Open line 3' },
    ]);
  });

  it('warns of what a shell does to a value, without marking the field as wrong', async () => {
    text = `import torch\n${argparseScript("'--glob'")}`;
    await set({ glob: '*.csv' });
    const [line] = argvLines();
    assert.deepEqual([line?.tone, line?.field], ['warning', 'value:glob']);
    assert.deepEqual([last().errors, last().refusal], [{}, null]);
    assert.deepEqual(last().commandLine.parts, [
      { built: ['--glob', '*.csv'], received: ['--glob', '*.csv'] },
    ]);
  });

  it('ignores a link that is gone', async () => {
    await set({ amp: 'true' });
    const { draft, draftVersion } = last();
    await session.mending.mend('argv:9:form:amp');
    assert.deepEqual([last().draft, last().draftVersion], [draft, draftVersion]);
  });

  it('does not come back with what the script refuses', async () => {
    await set({ amp: 'true', epochs: '5' });
    session = create();
    assert.deepEqual((await session.open()).values, { amp: 'false', epochs: '5' });
  });
});
