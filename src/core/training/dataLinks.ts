/** Links of the launch page that concern the channels' data. */
export const dataLinks = {
  /** Looks again at data that could not be used. */
  check: 'data:check',
  /** With the channel's index behind it: lets the person choose another folder; the page does that itself. */
  browse: 'data:browse:',
} as const;
