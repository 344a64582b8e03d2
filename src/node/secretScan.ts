import { createHash } from 'node:crypto';
import type { FileSecret } from '../core/packaging/secrets/blockedSecrets';
import { SecretScanner } from '../core/packaging/secrets/findSecrets';

/** Looks through the bytes of one file, in pieces. */
export class FileScan {
  private scanner: SecretScanner | undefined;
  private decode: (bytes: Buffer) => string = latin1;

  constructor(private readonly path: string) {}

  push(bytes: Buffer): void {
    if (!this.scanner) {
      this.decode = decoderFor(bytes);
      const isText = this.decode !== latin1 || !bytes.subarray(0, 8192).includes(0);
      this.scanner = new SecretScanner(this.path, digest, isText);
    }
    this.scanner.push(this.decode(bytes));
  }

  end(): readonly FileSecret[] {
    return (this.scanner?.end() ?? []).map((finding) => ({ ...finding, path: this.path }));
  }
}

/** Secrets are ASCII: in UTF-8 and its like every byte may stand for a character. */
const latin1 = (bytes: Buffer): string => bytes.toString('latin1');

/** Windows tools write UTF-16 with a mark in front. */
function decoderFor(bytes: Buffer): (bytes: Buffer) => string {
  const mark = bytes.length < 2 ? 0 : bytes.readUInt16BE(0);
  if (mark === 0xfffe) {
    return (some) => some.toString('utf16le');
  }
  return mark === 0xfeff
    ? (some) =>
        Buffer.from(some.subarray(0, some.length & ~1))
          .swap16()
          .toString('utf16le')
    : latin1;
}

/** So short that nobody can find a password by it, and long enough to tell two apart. */
const digest = (secret: string): string =>
  createHash('sha256').update(`sagemaker-workbench ${secret}`).digest('hex').slice(0, 8);
