import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { watchFiles } from '../../../src/aws/watchFiles';
import { until } from '../../webview/until';

describe('files that are watched', function () {
  this.timeout(20_000);
  let folder: string;
  beforeEach(async () => (folder = await mkdtemp(path.join(tmpdir(), 'watched-'))));
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('are told of when they appear and go, and not while they are missing', async () => {
    const file = path.join(folder, 'later.yaml');
    const beside = path.join(folder, 'there.yaml');
    await writeFile(beside, 'a: 1');
    const told: string[] = [];
    const times = (): number => told.length;
    const watches = [
      watchFiles([file], () => told.push('later')),
      watchFiles([beside], () => told.push('there')),
    ];
    // A second later the first look is over, for the clocks of files as well.
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    assert.equal(times(), 0);
    await writeFile(file, 'a: 1');
    await until('the new file is told', () => times() > 0);
    assert.deepEqual(told, ['later']);
    await rm(file);
    await until('its end is told', () => times() === 2);
    watches.forEach((watch) => watch.dispose());
  });
});
