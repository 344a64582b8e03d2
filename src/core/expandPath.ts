/** What a path of the settings can refer to; `undefined`: there is no such thing here. */
export interface PathPlaces {
  readonly home: string;
  /** The workspace folder of that name; without one that of the script, else the first. */
  folder(name?: string): string | undefined;
  environment(name: string): string | undefined;
}

const variable = /\$\{(?<kind>workspaceFolder|userHome|env)(?::(?<name>[^}]*))?\}/g;
const absolute = /^(?:[a-z]:)?[\\/]/i;

/**
 * A path as a person writes it into the settings, made absolute: `~`, `${userHome}`, `${workspaceFolder}`,
 * `${workspaceFolder:name}`, `${env:NAME}` as in VS Code's own files (Variables reference), and paths that start
 * in the workspace folder. A name without a folder is for the `PATH` and stays, as does what refers to nothing.
 */
export function expandPath(path: string, places: PathPlaces): string {
  const value = (kind: string, name: string | undefined): string | undefined => {
    switch (kind) {
      case 'workspaceFolder':
        return places.folder(name);
      case 'env':
        return name === undefined ? undefined : places.environment(name);
      default:
        return name === undefined ? places.home : undefined;
    }
  };
  const expanded = path
    .replace(/^~(?=$|[\\/])/, () => places.home)
    .replace(variable, (text: string, kind: string, name?: string) => value(kind, name) ?? text);
  const startsInFolder = /[\\/]/.test(expanded) && !absolute.test(expanded);
  const folder = startsInFolder && !/^[~$]/.test(expanded) ? places.folder() : undefined;
  return folder === undefined ? expanded : `${folder}/${expanded.replace(/^\.[\\/]/, '')}`;
}
