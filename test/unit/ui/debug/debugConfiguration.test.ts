import assert from 'node:assert/strict';
import { workbench } from '../../../fakes/fakeVscode';
import { completeConfiguration } from '../../../../src/ui/debug/debugConfiguration';

const type = 'sagemakerWorkbench';

describe('what is to be debugged', () => {
  const show = (languageId: string, fsPath = '/projects/train.py'): void => {
    workbench.activeTextEditor = { document: { languageId, uri: { fsPath } } };
  };
  beforeEach(() => show('python'));
  afterEach(() => (workbench.activeTextEditor = undefined));

  it('is the script in the editor where nothing is written', () => {
    assert.deepEqual(completeConfiguration({ type: '', request: '', name: '' }), {
      ...{ type, request: 'launch', name: 'Debug train.py in the sandbox' },
      ...{ script: '/projects/train.py', justMyCode: true },
    });
  });

  it('is nothing where no script is in the editor', () => {
    show('markdown');
    assert.equal(completeConfiguration({ type, request: 'launch', name: 'x' }), undefined);
    workbench.activeTextEditor = undefined;
    assert.equal(completeConfiguration({ type, request: 'launch', name: 'x' }), undefined);
  });

  it('is what is written, with the rest filled in', () => {
    const written = { type, request: 'launch', name: 'Mine', script: '${file}' };
    assert.deepEqual(completeConfiguration(written), { ...written, justMyCode: true });
    const all = { type, request: 'launch', name: 'All code', justMyCode: false };
    assert.deepEqual(completeConfiguration(all), { ...all, script: '/projects/train.py' });
  });

  it('is the job file in the editor, or one that is written in either place', () => {
    show('jsonc', '/projects/birds.sagemaker.json');
    const jobFile = '/projects/birds.sagemaker.json';
    assert.deepEqual(completeConfiguration({ type: '', request: '', name: '' }), {
      ...{ type, request: 'launch', name: 'Run the job of birds.sagemaker.json' },
      ...{ jobFile, justMyCode: true },
    });
    const written = { type, request: 'launch', name: 'Mine' };
    const complete = { ...written, jobFile, justMyCode: true };
    assert.deepEqual(completeConfiguration({ ...written, jobFile }), complete);
    assert.deepEqual(completeConfiguration({ ...written, script: jobFile }), complete);
  });
});
