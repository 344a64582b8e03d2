import { contrastRatio, parseRgb, type Rgb } from './contrast';

/** What WCAG 2.2 asks of large text (1.4.3) is enough for a colour that is meant to be faint. */
const leastContrast = 3;

/**
 * Marks the page while the theme's ANSI black cannot be read on its background, as on most dark ones:
 * terminals change such a colour as well. Looks again with every theme.
 */
export function watchBlack(): void {
  const mark = (): void => {
    document.documentElement.classList.toggle('faint-black', isFaint());
  };
  const options = { attributes: true, attributeFilter: ['class', 'style'] };
  const themes = new MutationObserver(mark);
  themes.observe(document.body, options);
  // Its own class is changed here.
  themes.observe(document.documentElement, { ...options, attributeFilter: ['style'] });
  mark();
}

function isFaint(): boolean {
  const black = themeColor('--vscode-terminal-ansiBlack');
  const background = themeColor('--vscode-editor-background');
  return Boolean(black && background && contrastRatio(black, background) < leastContrast);
}

/** A colour of the theme in the one form in which browsers compute it. */
function themeColor(name: string): Rgb | undefined {
  const probe = document.createElement('span');
  probe.style.color = `var(${name})`;
  document.documentElement.append(probe);
  const color = parseRgb(getComputedStyle(probe).color);
  probe.remove();
  return color;
}
