/** Texts by their key, the least recently used forgotten first when all are longer than `limit`. */
export class TextCache {
  private readonly texts = new Map<string, string>();
  private length = 0;

  /** `limit` in UTF-16 units. */
  constructor(private readonly limit: number) {}

  get(key: string): string | undefined {
    const text = this.texts.get(key);
    if (text !== undefined) {
      this.texts.delete(key);
      this.texts.set(key, text);
    }
    return text;
  }

  set(key: string, text: string): void {
    this.delete(key);
    this.texts.set(key, text);
    this.length += text.length;
    for (const oldest of this.texts.keys()) {
      if (this.length <= this.limit) return;
      this.delete(oldest);
    }
  }

  delete(key: string): void {
    this.length -= this.texts.get(key)?.length ?? 0;
    this.texts.delete(key);
  }
}
