import type { Frame } from 'playwright-core';

/** The parts of the DOM that are looked at: the tests are compiled without its types. */
interface Part {
  readonly id: string;
  readonly tagName: string;
  readonly children: Iterable<Part>;
  readonly shadowRoot: (Part & Focused & { readonly delegatesFocus: boolean }) | null;
  readonly parentElement: Part | null;
  readonly tabIndex: number;
  readonly textContent: string | null;
  readonly scrollWidth: number;
  readonly clientWidth: number;
  readonly isConnected: boolean;
  checkVisibility(options: object): boolean;
  closest(selector: string): Part | null;
  contains(other: Part | null): boolean;
  getAttribute(name: string): string | null;
  getBoundingClientRect(): Readonly<Record<'top' | 'bottom' | 'left' | 'right' | 'height', number>>;
  hasAttribute(name: string): boolean;
  matches(selector: string): boolean;
  querySelectorAll(selector: string): Iterable<Part>;
}

interface Focused {
  readonly activeElement: Part | null;
}

declare const document: Focused & {
  readonly body: Part;
  readonly documentElement: Part;
  elementFromPoint(x: number, y: number): Part | null;
  hasFocus(): boolean;
};
declare const innerWidth: number;
declare const innerHeight: number;
declare const scrollY: number;
declare function getComputedStyle(part: Part): Readonly<Record<string, string>>;
declare const tabStops: PageStops;

/** Where the keys are in a page. */
export interface TabStop {
  /** What a screen reader calls it, as far as attributes and its text tell. */
  readonly name: string;
  /** It is the title of a fold that is closed. */
  readonly isClosed: boolean;
  /** It stands in the part that stays at the lower edge. */
  readonly isFixed: boolean;
  /** Its upper edge, from the top of the page in pixels. */
  readonly top: number;
  /** How many places that Tab should lead to lie between it and the one before. */
  readonly skipped: number;
  /** What is wrong with it. */
  readonly problems: readonly string[];
}

interface PageStops {
  here(): TabStop | null;
  cut(): readonly string[];
}

/** Goes along the places of a page that Tab leads to, with eyes open. */
export class TabStops {
  private constructor(private readonly frame: Frame) {}

  static async of(frame: Frame): Promise<TabStops> {
    // The compiler wraps named functions in a helper that a page does not have.
    await frame.evaluate('globalThis.__name = (value) => value');
    await frame.evaluate(install);
    return new TabStops(frame);
  }

  /** `null`: the keys have left the page. Each look compares with the one before. */
  here(): Promise<TabStop | null> {
    return this.frame.evaluate(() => tabStops.here());
  }

  /** What of the page cannot be seen for want of width. */
  cut(): Promise<readonly string[]> {
    return this.frame.evaluate(() => tabStops.cut());
  }
}

/** Runs in the page, and so may use nothing that stands outside it. */
function install(): void {
  let before: { readonly stop: Part; readonly unit: Part; readonly look: string } | undefined;

  const isSeen = (part: Part): boolean => part.checkVisibility({ visibilityProperty: true });

  const takesTab = (part: Part): boolean =>
    part.tabIndex >= 0 &&
    part.shadowRoot?.delegatesFocus !== true &&
    !part.matches(':disabled, [disabled]') &&
    part.closest('[inert]') === null &&
    isSeen(part);

  const stopsBelow = (root: Part): readonly Part[] =>
    [...root.children].flatMap((part) => [
      ...(takesTab(part) ? [part] : []),
      ...(part.shadowRoot ? stopsBelow(part.shadowRoot) : []),
      ...stopsBelow(part),
    ]);

  const deepest = ({ activeElement }: Focused): Part | null =>
    activeElement?.shadowRoot?.activeElement ? deepest(activeElement.shadowRoot) : activeElement;

  const nameOf = (part: Part): string =>
    [part.getAttribute('aria-label'), part.textContent, part.getAttribute('title')]
      .map((text) => text?.replaceAll(/\s+/g, ' ').trim())
      .find((text) => text !== undefined && text !== '') ?? '';

  /** What a ring or another border would change. */
  const lookOf = (unit: Part): string =>
    [unit, ...(unit.shadowRoot?.querySelectorAll('*') ?? [])]
      .map((part) => {
        const {
          outlineStyle,
          outlineWidth,
          outlineColor,
          borderColor,
          boxShadow,
          backgroundColor,
        } = getComputedStyle(part);
        const outline =
          outlineStyle === 'none' ? '' : `${outlineWidth ?? ''} ${outlineColor ?? ''}`;
        return [outline, borderColor, boxShadow, backgroundColor].join(' ');
      })
      .join('|');

  const covered = (unit: Part): boolean => {
    const { left, right, top, bottom } = unit.getBoundingClientRect();
    const hit = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
    return hit === null || !(unit.contains(hit) || hit.contains(unit));
  };

  const placeProblems = (unit: Part): readonly string[] => {
    const { left, right, top, bottom, height } = unit.getBoundingClientRect();
    const isOutside = top < -0.5 || bottom > innerHeight + 0.5;
    return [
      ...(height === 0 ? ['has no size'] : []),
      ...(left < -0.5 || right > innerWidth + 0.5 ? ['sticks out of the page'] : []),
      ...(isOutside && height <= innerHeight ? ['is not in view'] : []),
      ...(covered(unit) ? ['is covered'] : []),
    ];
  };

  /** What has the keys: deep inside a component, and the component itself. */
  const focused = (): { readonly stop: Part; readonly unit: Part } | undefined => {
    const [stop, unit] = [deepest(document), document.activeElement];
    return document.hasFocus() && stop && unit && unit !== document.body
      ? { stop, unit }
      : undefined;
  };

  const isClosed = ({ tagName, parentElement: parent }: Part): boolean =>
    tagName === 'SUMMARY' && parent?.tagName === 'DETAILS' && !parent.hasAttribute('open');

  const unmarked = (gone: typeof before): readonly string[] =>
    gone?.unit.isConnected === true && lookOf(gone.unit) === gone.look
      ? [`comes after ${nameOf(gone.stop)}, which did not show its focus`]
      : [];

  /** What has gone since leaves no place to count from. */
  const between = (stops: readonly Part[], from: Part | undefined, to: Part): number =>
    from !== undefined && stops.includes(from) ? stops.indexOf(to) - stops.indexOf(from) - 1 : 0;

  const here = (): TabStop | null => {
    const at = focused();
    const gone = before?.stop === at?.stop ? undefined : before;
    before = at && { ...at, look: lookOf(at.unit) };
    if (at === undefined) {
      return null;
    }
    const { stop, unit } = at;
    const stops = stopsBelow(document.body);
    const place = stops.indexOf(stop);
    const name = nameOf(stop) || nameOf(unit);
    return {
      name,
      isClosed: isClosed(stop),
      isFixed: unit.closest('.start') !== null,
      top: unit.getBoundingClientRect().top + scrollY,
      skipped: between(stops, gone?.stop, stop),
      problems: [
        ...(place < 0 ? ['is no place that Tab should lead to'] : []),
        ...(name === '' ? [`has no name: ${stop.tagName} #${stop.id}`] : []),
        ...unmarked(gone),
        ...placeProblems(unit),
      ],
    };
  };

  const everything = (root: Part): readonly Part[] =>
    [...root.children].flatMap((part) => [
      part,
      ...(part.shadowRoot ? everything(part.shadowRoot) : []),
      ...everything(part),
    ]);

  const hides = ({ overflowX = '' }: Readonly<Record<string, string>>): boolean =>
    overflowX === 'hidden' || overflowX === 'clip';

  /** Fields are for longer texts than they show. */
  const isCut = (part: Part): boolean =>
    !part.matches('input, textarea, .unseen, option') &&
    hides(getComputedStyle(part)) &&
    part.scrollWidth > part.clientWidth + 1 &&
    nameOf(part) !== '';

  const cut = (): readonly string[] => {
    const { scrollWidth, clientWidth } = document.documentElement;
    const seen = everything(document.body).filter(isSeen);
    const out = seen.filter((part) => part.getBoundingClientRect().right > innerWidth + 1);
    return [
      ...(scrollWidth > clientWidth ? [`the page, which is ${scrollWidth} wide`] : []),
      ...[...seen.filter(isCut), ...out].map(
        (part) => `${part.tagName.toLowerCase()}#${part.id} ${nameOf(part).slice(0, 60)}`,
      ),
    ];
  };

  Object.assign(globalThis, { tabStops: { here, cut } satisfies PageStops });
}
