/**
 * A path as it may be shown: a line break in a name must not end the line that tells of it, and marks of
 * direction must not make it read as another name (`CVE-2021-42574`).
 */
export const shownPath = (path: string): string =>
  path.replaceAll(/[\p{Cc}\p{Bidi_Control}\p{Zl}\p{Zp}]/gu, '�');
