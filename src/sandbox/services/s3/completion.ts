import { S3Error } from '../../http/s3Error';
import type { Upload, UploadPart } from '../../store/objectRecord';
import { checksumField } from './checksums';
import { invalidRequest } from './refusals';
import { malformed, textOf, type XmlNode } from './requestXml';
import type { S3Call } from './s3Call';

const smallestPart = 5 * 1024 * 1024;

export interface ChosenPart {
  readonly number: number;
  readonly part: UploadPart;
}

/** The parts that the caller lists, in the order that they must have. */
export function chooseParts(upload: Upload, listed: readonly XmlNode[]): readonly ChosenPart[] {
  if (listed.length === 0) throw malformed();
  const numbers = listed.map((node) => Number(textOf(node, 'PartNumber')));
  if (numbers.some((number) => !Number.isInteger(number))) throw malformed();
  if (numbers.some((number, index) => !(number > (numbers[index - 1] ?? 0)))) {
    throw new S3Error(
      'InvalidPartOrder',
      'The list of parts was not in ascending order. Parts must be ordered by part number.',
      400,
      { UploadId: upload.id },
    );
  }
  const chosen = listed.map((node, index) => choosePart(upload, node, numbers[index] ?? 0));
  const small = chosen.slice(0, -1).find(({ part }) => part.blob.size < smallestPart);
  if (small) throw tooSmall(small);
  return chosen;
}

function choosePart(upload: Upload, node: XmlNode, number: number): ChosenPart {
  const part = upload.parts.get(number);
  const tag = (textOf(node, 'ETag') ?? '').replaceAll('"', '');
  if (part?.etag !== `"${tag}"` || !hasChecksum(upload, part, node, number)) {
    throw new S3Error(
      'InvalidPart',
      'One or more of the specified parts could not be found.  The part may not have been ' +
        "uploaded, or the specified entity tag may not match the part's entity tag.",
      400,
      { UploadId: upload.id, PartNumber: number, ETag: tag },
    );
  }
  return { number, part };
}

/** A composite checksum is made of the parts' own, so the caller must know them. */
function hasChecksum(upload: Upload, part: UploadPart, node: XmlNode, number: number): boolean {
  const { algorithm, type } = upload.checksum ?? {};
  if (algorithm === undefined) return true;
  const claimed = textOf(node, checksumField(algorithm));
  if (claimed !== undefined) return claimed === part.checksum?.value;
  if (type === 'FULL_OBJECT') return true;
  throw invalidRequest(
    `The upload was created using a ${algorithm} checksum. The complete request must include the ` +
      `checksum for each part. It was missing for part ${number} in the request.`,
  );
}

/** What the caller says of the whole object beside its checksum. */
export function checkCompletion(
  { headers }: S3Call,
  { checksum }: Upload,
  parts: readonly ChosenPart[],
): void {
  const type = headers.get('x-amz-checksum-type')?.toUpperCase();
  if (type !== undefined && checksum && type !== checksum.type) {
    throw invalidRequest(
      `The upload was created using the ${checksum.type} checksum mode. The complete request ` +
        'must use the same checksum mode.',
    );
  }
  const claimed = headers.get('x-amz-mp-object-size');
  const size = parts.reduce((sum, { part }) => sum + part.blob.size, 0);
  if (claimed !== undefined && Number(claimed) !== size) {
    throw invalidRequest(
      `The provided 'x-amz-mp-object-size' header value ${claimed} does not match what was ` +
        `computed: ${size}`,
    );
  }
}

function tooSmall({ number, part }: ChosenPart): S3Error {
  return new S3Error(
    'EntityTooSmall',
    'Your proposed upload is smaller than the minimum allowed size',
    400,
    {
      ProposedSize: part.blob.size,
      MinSizeAllowed: smallestPart,
      PartNumber: number,
      ETag: part.etag.slice(1, -1),
    },
  );
}
