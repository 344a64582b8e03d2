import type { PreflightLine } from '../../shared/contracts/launch';
import type { ContainerImage } from './containerImage';
import { sourceLinks } from './sourceLinks';

/**
 * What is to be said of a script below the root of its code, which Python cannot start as a module: some
 * images start every script so, others where a `setup.py` is at the root (`_entry_point_type.py` of
 * sagemaker-training, `modules.py` of sagemaker-containers). `script` is relative to the root.
 */
export function entryPointLines(
  script: string,
  { library }: Pick<ContainerImage, 'library'>,
  isPackage: boolean,
): PreflightLine[] {
  if (!script.includes('/')) {
    return [];
  }
  if (library === 'containers') {
    const message =
      'This image starts the script as a module, which must lie at the top of the source folder. Choose the script’s own folder, and pack what it needs too.';
    return [{ id: 'entry-point', tone: 'error', message, links: [toSourceFolder] }];
  }
  if (!isPackage) {
    return [];
  }
  return [
    {
      ...{ id: 'entry-point', tone: 'error' },
      message:
        'The source folder has a setup.py, so images start the script as a module, which works only at the top of the folder.',
      links: [{ id: sourceLinks.leaveOutSetup, label: 'Leave out setup.py' }, toSourceFolder],
    },
  ];
}

const toSourceFolder = { id: 'field:sourceFolder', label: 'Change the source folder' };
