import type { FileSecret } from '../../core/packaging/secrets/blockedSecrets';

/** Numbers secrets as they come, for the ids of their links: a page is told nothing that is made of one. */
export class SecretNumbers {
  private readonly numbers = new Map<string, string>();
  private last: readonly FileSecret[] | undefined;
  private numbered: ReadonlyMap<string, FileSecret> = new Map();

  /** The secrets by their numbers, each once; one that was seen before keeps its number. */
  number(secrets: readonly FileSecret[]): ReadonlyMap<string, FileSecret> {
    if (secrets !== this.last) {
      this.last = secrets;
      this.numbered = new Map(secrets.map((secret) => [this.numberOf(secret), secret]));
    }
    return this.numbered;
  }

  private numberOf({ path, line, kind, fingerprint }: FileSecret): string {
    const key = JSON.stringify([path, line, kind, fingerprint]);
    const number = this.numbers.get(key) ?? String(this.numbers.size + 1);
    this.numbers.set(key, number);
    return number;
  }
}
