import { ImageTable } from '../../core/images/imageTable';

let table: Promise<ImageTable> | undefined;

/** AWS's images; the table is read when it is first asked. */
export const knownImages = (): Promise<ImageTable> =>
  (table ??= import('../../core/images/imageTable.json').then(
    ({ default: data }) => new ImageTable(data),
  ));
