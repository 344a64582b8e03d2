import assert from 'node:assert/strict';
import { changeTags, listTags } from '../../../src/resources/tags';
import { FakeSender } from '../../fakes/fakeSender';

const arn = 'arn:aws:sagemaker:us-east-1:123456789012:endpoint/iris';

describe('tags', () => {
  it('are read to the last page', async () => {
    const api = new FakeSender(({ input }) =>
      'NextToken' in input
        ? { Tags: [{ Key: 'stage', Value: '' }] }
        : { Tags: [{ Key: 'team', Value: 'ml' }], NextToken: 'second' },
    );
    assert.deepEqual(await listTags(api, arn), { team: 'ml', stage: '' });
    assert.deepEqual(
      api.sent.map(({ input }) => input),
      [{ ResourceArn: arn }, { ResourceArn: arn, NextToken: 'second' }],
    );
  });

  it('that differ are set, and those that are gone removed', async () => {
    const api = new FakeSender();
    await changeTags(api, arn, {
      before: { same: '1', other: '1', constructor: '1' },
      wanted: { same: '1', other: '2', new: '' },
    });
    assert.deepEqual(api.sent, [
      {
        name: 'AddTagsCommand',
        input: {
          ResourceArn: arn,
          Tags: [
            { Key: 'other', Value: '2' },
            { Key: 'new', Value: '' },
          ],
        },
      },
      { name: 'DeleteTagsCommand', input: { ResourceArn: arn, TagKeys: ['constructor'] } },
    ]);
  });

  it('that are the same are left alone', async () => {
    const api = new FakeSender();
    await changeTags(api, arn, { before: { team: 'ml' }, wanted: { team: 'ml' } });
    assert.deepEqual(api.sent, []);
  });
});
