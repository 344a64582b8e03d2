import { measurePackage } from '../../scripts/package/expectation';
import { toFigure, type Figure } from './figure';

/** What is shipped. */
export async function sizeFigures(): Promise<readonly Figure[]> {
  const { entryBundle, vsix } = await measurePackage();
  return [
    toFigure({ name: 'entry bundle', value: entryBundle / 1024, unit: 'KB', budget: 20 }),
    toFigure({ name: '.vsix', value: vsix / 1024, unit: 'KB', budget: 1536 }),
  ];
}
