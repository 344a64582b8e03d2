import { settingNames, type LaunchSettings } from '../../../shared/contracts/launchSettings';
import { isBegunRow, rowParts, type RowKind } from './checkRows';

/**
 * What is remembered of settings: fields that are wrong stay as they were, and rows that are wrong or were
 * only begun are left out. Groups are one choice of machines: one that is wrong keeps all as they were.
 */
export function keepSettings(
  settings: LaunchSettings,
  before: LaunchSettings,
  isWrong: (field: string) => boolean,
): LaunchSettings {
  const fields = settingNames.flatMap((name) => {
    const text = (isWrong(`setting:${name}`) ? before : settings).fields[name];
    return text === undefined ? [] : [[name, text] as const];
  });
  const right =
    (kind: RowKind) =>
    (_row: unknown, index: number): boolean =>
      !rowParts[kind].some((part) => isWrong(`${kind}:${index}:${part}`));
  return {
    fields: Object.fromEntries(fields),
    tags: settings.tags.filter(right('tag')).filter((row) => !isBegunRow(row)),
    environment: settings.environment
      .filter(right('environment'))
      .filter((row) => !isBegunRow(row)),
    groups: (settings.groups.every(right('group')) ? settings : before).groups,
  };
}
