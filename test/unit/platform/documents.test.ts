import assert from 'node:assert/strict';
import '../../fakes/fakeVscode';
import { AppError } from '../../../src/core/errors';
import { parameterOf, ReadOnlyDocuments } from '../../../src/platform/readOnlyDocuments';

describe('read-only documents', () => {
  const address = { scheme: 'sagemaker', path: '/penguins.json', parameters: {} };

  it('say why one could not be loaded as whoever loads it said it', async () => {
    const failure = new AppError('notFound', 'No such job.');
    let answer = (): Promise<string> => Promise.reject(failure);
    const documents = new ReadOnlyDocuments(['sagemaker'], () => answer());
    await assert.rejects(documents.show(address), failure);
    answer = () => Promise.resolve('{}');
    await documents.show(address);
  });

  it('are found by any name, of which their tab shows no mark that would change how it reads', async () => {
    const loaded: string[] = [];
    const documents = new ReadOnlyDocuments(['sagemaker'], (uri) => {
      loaded.push(uri.path, parameterOf(uri, 'member'));
      return Promise.resolve('');
    });
    const member = 'a\u202E\n.py';
    await documents.show({ ...address, path: `/penguins/${member}`, parameters: { member } });
    assert.deepEqual(loaded, ['/penguins/a��.py', member]);
  });
});
