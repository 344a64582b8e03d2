/** Links of the launch page that concern packages which a script imports. */
export const importsLinks = {
  /** Writes them into `requirements.txt`, and consents to their installation. */
  install: 'imports:install',
  /** Writes them into `requirements.txt`. */
  add: 'imports:add',
  /** Beginning of a link that writes the name of a module, which may be a package's, into it. */
  guess: 'imports:guess:',
  /** Beginnings of links that choose the source folder which has a module, and that pack the module too. */
  packFrom: 'imports:pack-from:',
  alsoPack: 'imports:also-pack:',
  /** Takes back what was written last. */
  undo: 'imports:undo',
} as const;
