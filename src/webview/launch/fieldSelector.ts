/** The control of an argument's field, a free row's value, a channel's path or of what is packed. */
export const fieldSelector = (field: string): string => {
  const id = field
    .replace(/^extra:/, 'extra-value-')
    .replace(/^value:/, 'value-')
    .replace(/^sourceFolder$/, 'source-folder')
    .replace(/^alsoPacked:/, 'also-packed-')
    .replace(/^channelPath:/, 'channel-path-');
  return `[id=${JSON.stringify(id)}]`;
};

/** The first control in the order of the page that is marked as wrong, or that stands below such a remark. */
export const firstWrongField = '[invalid], [data-wrong]';

/** The first of the checks that found an error. */
export const firstError = '.preflight [data-tone="error"]';
