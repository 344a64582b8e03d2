import assert from 'node:assert/strict';
import { group, LogsFixture } from './logsFixture';

describe('deletion of log streams', () => {
  let fixture: LogsFixture;

  beforeEach(async () => {
    fixture = await LogsFixture.open();
  });

  afterEach(() => fixture.close());

  it('forgets a deleted stream, and makes it anew when its job goes on', async () => {
    const writer = await fixture.printed('a', [{ timestamp: 1, message: 'x' }]);
    assert.equal(await fixture.store.deleteGroup(group), true);
    assert.equal(await fixture.store.deleteGroup(group), false);
    assert.equal(fixture.store.streams(group), undefined);
    assert.deepEqual(await fixture.files(), []);
    await writer.append([{ timestamp: 2, message: 'y' }]);
    await writer.close();
    assert.deepEqual(await fixture.readAll('a'), [{ timestamp: 2, message: 'y' }]);
    assert.equal(await fixture.store.deleteStream(group, 'a'), true);
    await fixture.reopen();
    assert.deepEqual(fixture.store.streams(group), []);
  });

  it('knows nothing of a stream that is not there, or goes while it is read', async () => {
    assert.deepEqual(
      await Promise.all([fixture.store.span(group, 'a'), fixture.store.size(group, 'a')]),
      [undefined, undefined],
    );
    for (let run = 0; run < 8; run++) {
      await fixture.printed('a', [{ timestamp: 1, message: 'x' }]);
      await fixture.reopen();
      const deleted = fixture.store.deleteStream(group, 'a');
      const reads = Array.from({ length: 5 }, () => fixture.readAll('a'));
      for (const read of reads) assert.ok([undefined, 1].includes((await read)?.length));
      await deleted;
      assert.equal(await fixture.readAll('a'), undefined);
      assert.deepEqual(await fixture.files(), []);
    }
  });

  it('does not bring a stream back whose events are being put in order', async () => {
    for (let run = 0; run < 8; run++) {
      await fixture.printed('a', [{ timestamp: 9, message: 'x' }]);
      const late = { timestamp: 1, message: 'y', ingestedAt: 1 };
      await Promise.all([
        fixture.store.put(group, 'a', [late]),
        fixture.store.deleteStream(group, 'a'),
        fixture.store.put(group, 'a', [late]),
      ]);
      await fixture.reopen();
      assert.deepEqual(fixture.store.streams(group), []);
      assert.deepEqual(await fixture.files(), []);
    }
  });
});
