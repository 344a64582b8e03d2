import { newEvent } from './fakeEvent';

/** An input box or a pick that a command has opened, and what a person does in it. */
export class FakeBox {
  title = '';
  placeholder = '';
  value = '';
  busy = false;
  buttons: readonly object[] = [];
  items: readonly FakeRow[] = [];
  selectedItems: readonly FakeRow[] = [];
  activeItems: readonly FakeRow[] = [];
  private readonly events = {
    value: newEvent<string>(),
    active: newEvent<readonly FakeRow[]>(),
    accept: newEvent<undefined>(),
    hide: newEvent<undefined>(),
    item: newEvent<object>(),
    button: newEvent<object>(),
  };
  readonly onDidChangeValue = this.events.value.subscribe;
  readonly onDidChangeActive = this.events.active.subscribe;
  readonly onDidAccept = this.events.accept.subscribe;
  readonly onDidHide = this.events.hide.subscribe;
  readonly onDidTriggerItemButton = this.events.item.subscribe;
  readonly onDidTriggerButton = this.events.button.subscribe;
  isGone = false;
  readonly dispose = (): void => void (this.isGone = true);

  readonly show = (): void => boxes.use?.(this);

  readonly hide = (): void => this.events.hide.fire(undefined);

  type(text: string): void {
    this.value = text;
    this.events.value.fire(text);
  }

  /** The row that has the focus now: the box has put it first, or the person has moved to it. */
  focus(label: string): void {
    this.activeItems = this.items.filter((item) => item.label === label);
    this.events.active.fire(this.activeItems);
  }

  /** Ticks exactly these rows, and takes them. */
  tick(...labels: readonly string[]): void {
    this.selectedItems = this.items.filter((item) => labels.includes(item.label));
    this.events.accept.fire(undefined);
  }

  accept(label?: string): void {
    this.selectedItems = this.items.filter((item) => item.label === label);
    this.events.accept.fire(undefined);
  }

  press(label: string, tooltip: string): void {
    const item = this.items.find((each) => each.label === label);
    const button = item?.buttons?.find((each) => each.tooltip === tooltip);
    this.events.item.fire({ item, button });
  }

  pressTitle(index: number): void {
    this.events.button.fire(this.buttons[index] ?? {});
  }
}

interface FakeRow {
  readonly label: string;
  readonly description?: string;
  readonly detail?: string;
  readonly kind?: number;
  readonly buttons?: readonly { readonly tooltip: string }[];
}

/** Who uses the boxes that are opened; they are closed without one. */
export const boxes = {
  use: undefined as ((box: FakeBox) => void) | undefined,
};
