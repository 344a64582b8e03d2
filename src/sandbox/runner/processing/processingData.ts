import { parseS3Uri } from '../../../core/s3Uri';
import type {
  ProcessingOutput,
  ProcessingRequest,
  ProcessingS3Input,
  ProcessingS3Output,
} from '../../store/processingRequest';
import type { ObjectStore } from '../../store/objectStore';
import { manifestFiles, prefixFiles, shardOf, type ChannelFile } from '../inputs/channelData';
import { asPrefix, type SyncedFolder } from '../outputs/folderSync';
import { copyObject, downloadFiles, type Destination } from '../inputs/jobInputs';
import { localFolder, processingHosts, type ProcessingFolders } from './processingFolders';

/** An input that the service puts into the container. */
interface Download {
  readonly name: string;
  readonly source: ProcessingS3Input;
  readonly folder: string;
}

/** Puts a request's inputs into a host's folders. */
export async function downloadInputs(
  objects: ObjectStore,
  request: ProcessingRequest,
  folders: ProcessingFolders,
  signal: AbortSignal,
): Promise<void> {
  const link: Destination['place'] = (object, target) => objects.materialise(object, target);
  for (const { name, source, folder } of downloads(request, folders)) {
    const files = await filesOf(objects, name, source);
    const isSharded = source.S3DataDistributionType === 'ShardedByS3Key';
    const own = isSharded ? shardOf(files, processingHosts(request), folders.host) : files;
    const place = isOutput(request, folders, folder) ? copyObject : link;
    await downloadFiles(own, { folder, name: `input ${name}`, place }, signal);
  }
}

/** The folders of inputs that nothing is uploaded from; what is in them is in S3 as well. */
export function inputFolders(
  request: ProcessingRequest,
  folders: ProcessingFolders,
): readonly string[] {
  return downloads(request, folders)
    .map(({ folder }) => folder)
    .filter((folder) => !isOutput(request, folders, folder));
}

/** A host's folders of outputs of one mode, and where they go. */
export function outputFolders(
  request: ProcessingRequest,
  folders: ProcessingFolders,
  mode: ProcessingS3Output['S3UploadMode'],
): readonly SyncedFolder[] {
  return uploads(request)
    .filter(({ S3UploadMode }) => S3UploadMode === mode)
    .map(({ S3Uri, LocalPath = '' }) => ({
      base: folders.base,
      folder: localFolder(folders, LocalPath),
      target: asPrefix(parseS3Uri(S3Uri) ?? { bucket: '', key: '' }),
      // Developer guide: symbolic links are not followed when output data is uploaded.
      leavesLinks: true,
    }));
}

function downloads(request: ProcessingRequest, folders: ProcessingFolders): readonly Download[] {
  return (request.ProcessingInputs ?? []).flatMap(({ InputName, AppManaged, S3Input }) => {
    if (AppManaged === true || S3Input?.LocalPath === undefined) return [];
    const folder = localFolder(folders, S3Input.LocalPath);
    return [{ name: InputName, source: S3Input, folder }];
  });
}

function uploads({ ProcessingOutputConfig }: ProcessingRequest): readonly ProcessingS3Output[] {
  const isOurs = ({ AppManaged }: ProcessingOutput) => AppManaged !== true;
  return (ProcessingOutputConfig?.Outputs ?? [])
    .filter(isOurs)
    .flatMap(({ S3Output }) => (S3Output?.LocalPath === undefined ? [] : [S3Output]));
}

/** Whether files there are uploaded again: then the script may change them. */
function isOutput(request: ProcessingRequest, folders: ProcessingFolders, folder: string): boolean {
  return uploads(request).some(({ LocalPath = '' }) => {
    const output = localFolder(folders, LocalPath);
    return `${folder}/`.startsWith(`${output}/`) || `${output}/`.startsWith(`${folder}/`);
  });
}

async function filesOf(
  objects: ObjectStore,
  name: string,
  { S3Uri, S3DataType }: ProcessingS3Input,
): Promise<readonly ChannelFile[]> {
  if (S3DataType === 'ManifestFile') return await manifestFiles(objects, S3Uri, `input ${name}`);
  return prefixFiles(objects, parseS3Uri(S3Uri) ?? { bucket: '', key: '' });
}
