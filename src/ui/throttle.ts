/** Runs `action` at most once per `milliseconds`: at once after a pause, else when the time is up. */
export class Throttle {
  private timer: NodeJS.Timeout | undefined;
  private isDue = false;

  constructor(
    private readonly milliseconds: number,
    private readonly action: () => void,
  ) {}

  request(): void {
    if (this.timer) {
      this.isDue = true;
      return;
    }
    this.action();
    this.timer = setTimeout(() => {
      this.timer = undefined;
      if (this.isDue) {
        this.isDue = false;
        this.request();
      }
    }, this.milliseconds);
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.isDue = false;
  }
}
