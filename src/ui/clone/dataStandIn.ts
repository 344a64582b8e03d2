import { pathInForm } from '../../platform/pathInForm';
import type { Original } from './original';

/** Where data of this computer are on a page of a request, until they are uploaded; a place of nobody. */
export const dataStandIn = (region: string, channel: string): string =>
  `s3://sagemaker-${region}-000000000000/${channel}/`;

/** Paths of a request's local data as a page shows them whose folder is this, by what stands for them. */
export const shownData = (
  { localData = {} }: Original,
  folder: string,
): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(localData).map(([standIn, path]) => [standIn, pathInForm(path, folder)]),
  );
