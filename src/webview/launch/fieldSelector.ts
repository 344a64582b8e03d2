import type { LaunchState } from '../../shared/contracts/launch';
import type { SettingName } from '../../shared/contracts/launchSettings';

export const settingId = (name: SettingName): string => `setting-${name}`;

/** The control of a field, as `FieldErrors` call it; of a free row it is the value. */
export const fieldSelector = (field: string): string => {
  const id = field
    .replace(/^jobName$/, 'job-name')
    .replace(/^extra:/, 'extra-value-')
    .replace(/^value:/, 'value-')
    .replace(/^otherFields$/, 'other-fields')
    .replace(/^sourceFolder$/, 'source-folder')
    .replace(/^alsoPacked:/, 'also-packed-')
    .replace(/^channelName:/, 'channel-name-')
    .replace(/^channelPath:/, 'channel-path-')
    .replace(/^channelOption:(\d+):/, 'channel-option-$1-')
    .replace(/^setting:/, 'setting-')
    .replace(/^maxRuntimeMinutes$/, 'max-runtime')
    .replace(/^tag:(\d+):(\w+)$/, 'tags-$2-$1')
    .replace(/^(environment|group):(\d+):(\w+)$/, '$1-$3-$2');
  return `[id=${JSON.stringify(id)}]`;
};

/**
 * What a refused start leads to: the first control in the order of the page that is marked as wrong or stands
 * below such a remark, or the first error of the checks; `undefined`: it is not shown on the page.
 */
export const firstProblem = (
  place: LaunchState['refusalPlace'] | undefined,
): string | undefined => {
  switch (place) {
    case 'fields':
      return '[invalid], [data-wrong]';
    case 'checks':
      return '.preflight [data-tone="error"]';
    default:
      return undefined;
  }
};
