import * as vscode from 'vscode';
import type { DefaultsFile, SdkDefaultsFound } from '../../aws/training/readSdkDefaults';
import type { LeftOutReason } from '../../core/sdkDefaults/sdkKeys';
import { shownPath } from '../../core/packaging/shownPath';
import type { PreflightLine, PreflightLink } from '../../shared/contracts/launch';
import type {
  LaunchSettings,
  NamedText,
  SettingName,
  SettingsOffer,
} from '../../shared/contracts/launchSettings';
import { listing } from './fileTexts';

/** Of the ids of links that open a defaults file; its owner follows. */
export const defaultsPrefix = 'sdk-defaults:';

/** The lines of the page for the defaults files of the SageMaker Python SDK: only what has no effect is told. */
export function sdkDefaultsLines(found: SdkDefaultsFound | undefined): readonly PreflightLine[] {
  const { files = [], leftOut = [] } = found ?? {};
  return files.flatMap((file) => {
    const { owner, problem } = file;
    const own = leftOut.filter((key) => key.owner === owner);
    const paths = (...reasons: readonly LeftOutReason[]): readonly string[] =>
      own.filter(({ why }) => reasons.includes(why)).map(({ path }) => shownPath(path));
    if (problem) {
      return [brokenLine(file, problem)];
    }
    return [
      ...leftOutLine(file, paths('wrong', 'unknown')),
      ...unsupportedLine(file, paths('unsupported', 'alone')),
    ];
  });
}

function brokenLine(
  file: DefaultsFile,
  { message, line }: NonNullable<DefaultsFile['problem']>,
): PreflightLine {
  const place = shownPath(file.address);
  return {
    ...lineOf(file, 'broken'),
    tone: 'warning',
    message:
      line === undefined
        ? vscode.l10n.t('Defaults of the SageMaker SDK are left out: {0}', place)
        : vscode.l10n.t('Defaults of the SageMaker SDK are left out: {0}, line {1}', place, line),
    detail: shownPath(message),
  };
}

/** The SDK itself refuses the whole file for such a key. */
function leftOutLine(file: DefaultsFile, paths: readonly string[]): readonly PreflightLine[] {
  return paths.length === 0
    ? []
    : [
        {
          ...lineOf(file, 'left-out'),
          tone: 'warning',
          message: vscode.l10n.t(
            '{0}, defaults of the SageMaker SDK. Left out, as the SDK refuses it: {1}',
            shownPath(file.address),
            first(paths),
          ),
          detail: listing(paths),
        },
      ];
}

function unsupportedLine(file: DefaultsFile, paths: readonly string[]): readonly PreflightLine[] {
  return paths.length === 0
    ? []
    : [
        {
          ...lineOf(file, 'unsupported'),
          tone: 'info',
          message: vscode.l10n.t(
            '{0}, defaults of the SageMaker SDK. Not taken over: {1}',
            shownPath(file.address),
            first(paths),
          ),
          detail: listing(paths),
        },
      ];
}

const first = ([path = '', ...rest]: readonly string[]): string =>
  rest.length === 0 ? path : vscode.l10n.t('{0} and {1} more', path, rest.length);

function lineOf(
  { owner, isHere }: DefaultsFile,
  what: string,
): Pick<PreflightLine, 'id' | 'links'> {
  const open: PreflightLink = { id: defaultsPrefix + owner, label: vscode.l10n.t('Open file') };
  return { id: `${defaultsPrefix}${owner}:${what}`, ...(isHere && { links: [open] }) };
}

/** The file, and the line from 1, that a link opens; `undefined` where it is gone. */
export function defaultsFile(
  link: string,
  found: SdkDefaultsFound | undefined,
): { readonly path: string; readonly line: number } | undefined {
  const file = found?.files.find(({ owner, isHere }) => isHere && defaultsPrefix + owner === link);
  return file && { path: file.address, line: file.problem?.line ?? 1 };
}

/** At which settings of a form stands what the files say, in words. */
export function sdkOrigins(
  { fields, tags, environment }: LaunchSettings,
  found: SdkDefaultsFound | undefined,
): SettingsOffer['origins'] {
  if (!found) {
    return {};
  }
  const { settings } = found;
  const said = Object.entries(settings.fields) as [SettingName, string][];
  const same = said.filter(([name, value]) => fields[name] === value);
  return {
    ...Object.fromEntries(same.map(([name]) => [name, fromDefaults()])),
    ...rowsOrigin('tags', tags, settings.tags),
    ...rowsOrigin('environment', environment, settings.environment),
  };
}

function rowsOrigin(
  name: 'tags' | 'environment',
  rows: readonly NamedText[],
  said: readonly NamedText[],
): SettingsOffer['origins'] {
  const same = rows.filter((row) =>
    said.some((one) => one.name === row.name && one.value === row.value),
  );
  const names = same.map((row) => shownPath(row.name)).join(', ');
  return same.length === 0
    ? {}
    : { [name]: vscode.l10n.t('{0}: from config.yaml of the SageMaker SDK', names) };
}

const fromDefaults = (): string => vscode.l10n.t('from config.yaml of the SageMaker SDK');
