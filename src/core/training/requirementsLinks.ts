/** Links of the launch page that concern `requirements.txt`. */
export const requirementsLinks = {
  /** Gives consent; the page does that by itself. */
  install: 'requirements:install',
  check: 'requirements:check',
  open: 'requirements:open',
} as const;
