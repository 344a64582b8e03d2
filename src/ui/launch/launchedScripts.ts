import { setContextKey } from '../../platform/contextKeys';
import type { Store } from '../../platform/state';

/** Tells the menus which scripts have been launched, so that they offer to train them again. */
export function showLaunchedScripts(store: Store): void {
  const scripts = Object.keys(store.get('launches') ?? {});
  // On Windows `resourcePath` may come with either slash, by where the file was opened from.
  const spellings = scripts.flatMap((script) => [script, script.replaceAll('\\', '/')]);
  setContextKey(
    'sagemakerWorkbench.launchedScripts',
    Object.fromEntries(spellings.map((script) => [script, true])),
  );
  setContextKey('sagemakerWorkbench.hasLaunched', scripts.length > 0);
}
