import { entropy, isExample, isPlaceholder, looksRandom } from './secretValue';

export type SecretKind =
  | 'privateKey'
  | 'awsAccessKey'
  | 'awsSecretKey'
  | 'awsSessionToken'
  | 'githubToken'
  | 'gitlabToken'
  | 'slackToken'
  | 'googleKey'
  | 'azureKey'
  | 'openAiKey'
  | 'huggingFaceToken'
  | 'npmToken'
  | 'pypiToken'
  | 'stripeKey'
  | 'sendGridKey'
  | 'databricksToken'
  | 'jwt'
  | 'urlPassword'
  | 'assignment';

/** How one kind is told. Shapes are those that the services document for their own scanners. */
export interface SecretRule {
  readonly kind: SecretKind;
  /** Texts of which every such secret has one; only there the pattern is tried. */
  readonly marks: readonly string[];
  /** Sticky, from the mark on; its group is the secret, without one the whole match is. */
  readonly pattern: RegExp;
  /** Tells a secret from what only has its shape. `before`: up to 64 characters in front of the mark. */
  readonly accepts?: (value: string, before: string) => boolean;
  /** What stands in front of the secret is its name, and may be shown. */
  readonly isNamed?: boolean;
  /** In files of text only: among other bytes the shape would come by chance. */
  readonly textOnly?: boolean;
}

const startsWord = (before: string): boolean => !/\w$/.test(before);

/** A token with a mark of its own in front. */
const token = (kind: SecretKind, marks: readonly string[], pattern: RegExp): SecretRule => ({
  ...{ kind, marks, pattern },
  accepts: (value, before) => {
    const mark = marks.find((one) => value.startsWith(one)) ?? '';
    const rest = value.slice(mark.length);
    return startsWord(before) && !isPlaceholder(rest) && entropy(rest) >= 3;
  },
});

/** `: "`, `=`, `', '` and the like between a name and its value; quotes may be escaped. */
const between = String.raw`\\?["']?\]?\s*(?:=>|:=|[:=,])\s*[rbf]?\\?["']?`;

const named = (name: string, value: string, flags = 'y'): RegExp =>
  new RegExp(`${name}${between}(${value})`, flags);

/** Signatures of the token that introductions to JWT show. */
const wellKnown: ReadonlySet<string> = new Set(['SflKxwRJSMeKKF2QT4fwpMeJf36POk6yJV_adQssw5c']);

export const secretRules: readonly SecretRule[] = [
  {
    kind: 'privateKey',
    marks: ['PRIVATE KEY'],
    // Headers of the block and line ends, written out or escaped, may stand before the key's lines.
    pattern: /PRIVATE KEY(?: BLOCK)?-----[^-]{0,400}?([A-Za-z0-9+/]{40,})/y,
    accepts: (value, before) =>
      /-----BEGIN [A-Z0-9 ]{0,40}$/.test(before) && !isExample(value) && entropy(value) >= 3.5,
  },
  {
    kind: 'privateKey',
    marks: ['Private-Lines: '],
    pattern: /Private-Lines: \d+\s+([A-Za-z0-9+/]{40,})/y,
  },
  token('privateKey', ['AGE-SECRET-KEY-1'], /AGE-SECRET-KEY-1[0-9A-Z]{58}/y),
  {
    kind: 'awsAccessKey',
    marks: ['AKIA', 'ASIA'],
    pattern: /(A[KS]IA[A-Z2-7]{16})(?![A-Za-z0-9+/])/y,
    // A presigned URL names the key for everyone to see.
    accepts: (value, before) =>
      startsWord(before) &&
      !/(?:Credential|AWSAccessKeyId)=$/i.test(before) &&
      !isExample(value) &&
      entropy(value.slice(4)) >= 2.8,
  },
  {
    kind: 'awsSecretKey',
    isNamed: true,
    marks: ['ecret', 'ECRET'],
    pattern: named(String.raw`ecret\w{0,20}`, '[A-Za-z0-9/+]{40}(?![A-Za-z0-9/+=])', 'iy'),
    accepts: (value) =>
      !isPlaceholder(value) && /[a-z]/.test(value) && /[A-Z]/.test(value) && looksRandom(value, 4),
    textOnly: true,
  },
  {
    kind: 'awsSessionToken',
    isNamed: true,
    marks: ['ession_token', 'essionToken', 'ESSION_TOKEN', 'ecurity_token', 'ECURITY_TOKEN'],
    pattern: named('e(?:ssion|curity)_?token', '[A-Za-z0-9/+=]{100,}', 'iy'),
    accepts: (value) => !isExample(value) && looksRandom(value, 4.5),
    textOnly: true,
  },
  {
    kind: 'awsSessionToken',
    marks: ['FwoGZXIvYXdz', 'IQoJb3JpZ2lu'],
    pattern: /(?:FwoGZXIvYXdz|IQoJb3JpZ2lu)[A-Za-z0-9/+=]{88,}/y,
    accepts: (value) => !isExample(value) && looksRandom(value, 4.5),
  },
  token(
    'githubToken',
    ['ghp_', 'gho_', 'ghu_', 'ghs_', 'ghr_'],
    /gh[pousr]_[A-Za-z0-9]{36,255}(?![A-Za-z0-9_])/y,
  ),
  token('githubToken', ['github_pat_'], /github_pat_[A-Za-z0-9]{22}_[A-Za-z0-9]{59}/y),
  token(
    'gitlabToken',
    ['glpat-', 'gldt-', 'glrt-', 'glptt-', 'glcbt-'],
    /gl(?:pat|dt|rt|ptt|cbt)-[A-Za-z0-9_-]{20,64}/y,
  ),
  token('slackToken', ['xox'], /xox[abeprs](?:\.xox[bp])?-(?=[A-Za-z-]*\d)[A-Za-z0-9-]{24,}/y),
  token('slackToken', ['xapp-'], /xapp-\d-[A-Z0-9]+-\d+-[a-f0-9]{32,}/y),
  {
    kind: 'slackToken',
    marks: ['hooks.slack.com/services/'],
    pattern: /hooks\.slack\.com\/services\/(T[A-Z0-9]{6,}\/B[A-Z0-9]{6,}\/[A-Za-z0-9]{24})/y,
    accepts: (value) => !isPlaceholder(value) && looksRandom(value.slice(-24), 3.5),
  },
  token('googleKey', ['AIza'], /AIza[0-9A-Za-z_-]{35}(?![0-9A-Za-z_-])/y),
  token('googleKey', ['GOCSPX-'], /GOCSPX-[A-Za-z0-9_-]{28}/y),
  token('googleKey', ['ya29.'], /ya29\.[A-Za-z0-9_-]{60,}/y),
  {
    kind: 'azureKey',
    isNamed: true,
    marks: ['AccountKey', 'SharedAccessKey'],
    pattern: /(?:Account|SharedAccess)Key=([A-Za-z0-9+/]{42,86}={1,2})/y,
    // The storage emulator's key is the same everywhere and documented.
    accepts: (value) => !value.startsWith('Eby8vdM02xNOcq') && looksRandom(value, 4),
  },
  {
    kind: 'azureKey',
    marks: ['Q~'],
    pattern: /(Q~[A-Za-z0-9_~.-]{31,34})(?![A-Za-z0-9_~.-])/y,
    accepts: (value, before) =>
      /(?:^|[^\w~.-])[\w~.-]{3}\d$/.test(before) && looksRandom(value, 3.8),
    textOnly: true,
  },
  token('openAiKey', ['sk-'], /sk-(?:proj|svcacct|admin|ant-[a-z]+\d\d)-[A-Za-z0-9_-]{40,}/y),
  token('openAiKey', ['sk-'], /sk-[A-Za-z0-9]{40,64}(?![A-Za-z0-9-])/y),
  token('huggingFaceToken', ['hf_'], /hf_[A-Za-z0-9]{34,40}(?![A-Za-z0-9_])/y),
  token('huggingFaceToken', ['api_org_'], /api_org_[A-Za-z0-9]{34,40}(?![A-Za-z0-9_])/y),
  token('npmToken', ['npm_'], /npm_[A-Za-z0-9]{36}(?![A-Za-z0-9_])/y),
  {
    kind: 'npmToken',
    isNamed: true,
    marks: ['_authToken'],
    pattern: /_authToken\s*=\s*"?([A-Za-z0-9+/=_-]{20,})/y,
    accepts: (value) => !isPlaceholder(value) && looksRandom(value, 3),
    textOnly: true,
  },
  token('pypiToken', ['pypi-AgE'], /pypi-AgE[A-Za-z0-9_-]{70,}/y),
  token('stripeKey', ['sk_live_', 'rk_live_'], /[sr]k_live_[A-Za-z0-9]{20,}/y),
  token('sendGridKey', ['SG.'], /SG\.[A-Za-z0-9_-]{22}\.[A-Za-z0-9_-]{43}(?![A-Za-z0-9_-])/y),
  token('databricksToken', ['dapi'], /dapi[a-f0-9]{32}(?:-\d)?(?![A-Za-z0-9])/y),
  {
    kind: 'jwt',
    marks: ['eyJ'],
    pattern: /eyJ[\w-]{10,2000}\.eyJ[\w-]{10,4000}\.([\w-]{20,2000})/y,
    accepts: (value, before) =>
      startsWord(before) && !isExample(value) && !wellKnown.has(value) && entropy(value) >= 4,
  },
  {
    kind: 'urlPassword',
    isNamed: true,
    marks: ['://'],
    pattern:
      /:\/\/[^\s/@:"'`<>(){}]{0,100}:([^\s/@:"'`<>(){},\\]{6,200})@(?!localhost|127\.|example)/y,
    accepts: (value) => !isPlaceholder(value) && looksRandom(value, 2.5) && !/^\d+-/.test(value),
    textOnly: true,
  },
  {
    kind: 'assignment',
    isNamed: true,
    marks: ['_KEY', '_TOKEN', '_SECRET', 'PASSWORD', 'PASSWD', '_PASS', '_PWD'],
    pattern: named('[A-Z_]*', String.raw`[^\s"'#;,()[\]\\]{16,200}(?=["'\s\\]|$)`),
    accepts: (value) =>
      /^[A-Za-z0-9+/=_!@^&*~-]+$/.test(value) &&
      !isPlaceholder(value) &&
      // Names of constants, words that end in a number, paths.
      !/^[A-Z0-9]+(?:_[A-Z0-9]+)+$|^[A-Za-z_-]*\d{0,4}$|^[/~]|^\w+:\/\//.test(value) &&
      /\d.*\d/.test(value) &&
      looksRandom(value, /^[0-9a-f]+$/i.test(value) ? 3 : 3.6),
    textOnly: true,
  },
];

/** In files that hold settings only, short passwords count, too. */
export const settingsRule: SecretRule = {
  kind: 'assignment',
  isNamed: true,
  marks: ['KEY', 'TOKEN', 'SECRET', 'PASS', 'PWD', 'CREDENTIAL'],
  pattern: /(?:KEY|TOKEN|SECRET|PASS|PWD|CREDENTIAL)\w{0,30}[ \t]*=[ \t]*["']?([^\s"'#]{6,500})/y,
  accepts: (value, before) =>
    /(?:^|[\n\r]|export )[ \t]*\w*$/.test(before) &&
    !isPlaceholder(value) &&
    !/^(?:true|false|none|null|\d{1,6}|[./~].*)$/i.test(value) &&
    entropy(value) >= 2.2,
};

/** `.env`, `prod.env`, `.env.production`, `.envrc`, also as an example: `.env.example`. */
export const isSettingsFile = (path: string): boolean =>
  /(?:^|\/)(?:\.env(?:rc|\.[^/]*)?|[^/]*\.env)$/i.test(path);
