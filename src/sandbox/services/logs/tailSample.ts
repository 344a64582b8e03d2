/** An update holds that many events, or so many bytes of messages, of all that have come. */
const mostEvents = 500;
const mostBytes = 4 * 1024 * 1024;

/** Keeps some of many events, each with the same chance, in the order in which they came. */
export class TailSample<Event extends { readonly message: string }> {
  private kept: { readonly number: number; readonly event: Event }[] = [];
  private bytes = 0;
  private count = 0;

  add(event: Event): void {
    const entry = { number: this.count++, event };
    const place =
      this.kept.length < mostEvents && this.bytes < mostBytes
        ? this.kept.length
        : Math.floor(Math.random() * this.count);
    if (place > this.kept.length || place >= mostEvents) return;
    this.bytes += event.message.length - (this.kept[place]?.event.message.length ?? 0);
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
