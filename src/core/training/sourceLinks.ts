/** Links of the launch page that concern what is packed. */
export const sourceLinks = {
  /** Unfolds the list of the files, or of what is left out; the page does that by itself. */
  files: 'code:files',
  leftOut: 'code:left-out',
  /** Stops looking for secrets, looks again, and without a limit. */
  stop: 'code:stop',
  scan: 'code:scan',
  scanAll: 'code:scan-all',
  /** Reads the folder again. */
  list: 'code:list',
  /** Opens the ignore file, which is made where there is none. */
  ignoreFile: 'code:ignore-file',
  /** Brings back what an ignore file leaves out, and the script with it. */
  packScript: 'code:pack-script',
  /** Leaves out `setup.py`, by which images start the script as a module. */
  leaveOutSetup: 'code:leave-out-setup',
  /** Leaves out what may not be read. */
  leaveOutUnreadable: 'code:leave-out-unreadable',
  /** Takes back what was let through. */
  blockAgain: 'code:block-again',
  /** Beginnings of the links of one secret. */
  show: 'code:show:',
  leaveOut: 'code:leave-out:',
  letThrough: 'code:let-through:',
} as const;
