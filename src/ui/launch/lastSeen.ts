/** Tells whether something is otherwise than when it was looked at last. */
export class LastSeen {
  private seen: string | undefined;

  /** `value` is compared as JSON; the first one is no change. */
  hasChanged(value: unknown): boolean {
    const text = JSON.stringify(value);
    const hasChanged = this.seen !== undefined && this.seen !== text;
    this.seen = text;
    return hasChanged;
  }
}
