/** An update holds that many events, or so many bytes of messages, of all that have come. */
const mostEvents = 500;
const mostBytes = 4 * 1024 * 1024;

/**
 * Keeps some of many events in the order in which they came: each with the same chance, except those
 * that would make the update too large.
 */
export class TailSample<Event extends { readonly message: string }> {
  private kept: { readonly number: number; readonly event: Event }[] = [];
  private bytes = 0;
  private count = 0;

  add(event: Event): void {
    const entry = { number: this.count++, event };
    const { length } = this.kept;
    const place = length < mostEvents ? length : Math.floor(Math.random() * this.count);
    if (place >= mostEvents) return;
    const bytes = this.bytes + sizeOf(event) - sizeOf(this.kept[place]?.event);
    if (bytes > mostBytes) return;
    this.bytes = bytes;
    this.kept[place] = entry;
  }

  /** What has been kept since the last time. */
  take(): { readonly events: readonly Event[]; readonly sampled: boolean } {
    const sampled = this.count > this.kept.length;
    const inOrder = this.kept.sort((a, b) => a.number - b.number);
    const events = inOrder.map(({ event }) => event);
    this.kept = [];
    this.bytes = 0;
    this.count = 0;
    return { events, sampled };
  }
}

function sizeOf(event: { readonly message: string } | undefined): number {
  return Buffer.byteLength(event?.message ?? '');
}
