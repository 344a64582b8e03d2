import assert from 'node:assert/strict';
import '../../fakes/fakeVscode';
import { AppError } from '../../../src/core/errors';
import { ReadOnlyDocuments } from '../../../src/platform/documents';

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
});
