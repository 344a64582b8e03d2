/** The control of an argument's field, of a free row's value or of a channel's path. */
export const fieldSelector = (field: string): string => {
  const id = field
    .replace(/^extra:/, 'extra-value-')
    .replace(/^value:/, 'value-')
    .replace(/^channelPath:/, 'channel-path-');
  return `[id=${JSON.stringify(id)}]`;
};

/** The first control in the order of the page that is marked as wrong, or that stands below such a remark. */
export const firstWrongField = '[invalid], [data-wrong]';

/** The first of the checks that found an error. */
export const firstError = '.preflight [data-tone="error"]';
