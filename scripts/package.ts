import { build } from './build';
import { vsixFile } from './paths';
import { checkPackage, measurePackage, updateExpectation } from './package/expectation';
import { takeReadmePictures } from './package/readmePictures';
import { packVsix } from './package/vsix';
import { runMain, say } from './progress';

/**
 * `npm run package [-- --update] [-- --built]`: packs and compares with test/package/expected.json.
 * `--update` takes the present list of files, and the pictures that the journeys took, for the new.
 */
async function main(): Promise<number> {
  if (!process.argv.includes('--built')) {
    await build();
  }
  const update = process.argv.includes('--update');
  if (update) {
    await takeReadmePictures();
  }
  await packVsix();
  if (update) {
    await updateExpectation();
  }
  const differences = await checkPackage();
  const { vsix, entryBundle } = await measurePackage();
  say(`${vsixFile}: ${kilobytes(vsix)}, entry bundle ${kilobytes(entryBundle)}`);
  for (const difference of differences) {
    say(`  ${difference}`);
  }
  if (differences.length > 0) {
    say('The package is not as test/package/expected.json says; `npm run package -- --update`');
    say('takes the new list of files when it is meant.');
  }
  return differences.length > 0 ? 1 : 0;
}

const kilobytes = (bytes: number): string => `${(bytes / 1024).toFixed(1)} KB`;

void runMain(main);
