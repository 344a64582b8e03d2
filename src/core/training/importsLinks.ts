/** Links of the launch page that concern packages which a script imports. */
export const importsLinks = {
  /** Writes them into `requirements.txt`, and consents to their installation. */
  install: 'imports:install',
  /** Writes them into `requirements.txt`. */
  add: 'imports:add',
} as const;
