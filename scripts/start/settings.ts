import { quietSettings } from '../host/server';

/** What `npm start` begins with; the folder that it opens is our own sample. */
export const startSettings = {
  ...quietSettings,
  'security.workspace.trust.enabled': false,
} as const;
