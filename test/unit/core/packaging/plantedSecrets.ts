import { createHash } from 'node:crypto';

/** A secret that was made for the test: of the real shape, of nobody's account. */
export interface PlantedSecret {
  readonly kind: string;
  readonly path: string;
  readonly text: string;
  /** What must not leave the computer. */
  readonly value: string;
}

const alphanumeric = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const base32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** Characters that are always the same for a name and look random. Built here, so that no scanner of repositories finds one. */
function randomText(name: string, length: number, letters = alphanumeric): string {
  let text = '';
  for (let round = 0; text.length < length; round++) {
    const bytes = createHash('sha256')
      .update(`${name} ${String(round)}`)
      .digest();
    text += [...bytes].map((byte) => letters[byte % letters.length]).join('');
  }
  return text.slice(0, length);
}

const base64 = (name: string, length: number): string =>
  randomText(name, length, `${alphanumeric}+/`);

function pem(label: string, name: string, end = '\n'): { text: string; value: string } {
  const lines = Array.from({ length: 12 }, (_, line) => base64(`${name} ${String(line)}`, 64));
  const dashes = '-'.repeat(5);
  const text = [`${dashes}BEGIN ${label}${dashes}`, ...lines, `${dashes}END ${label}${dashes}`, ''];
  return { text: text.join(end), value: lines[0] ?? '' };
}

const planted = (
  kind: string,
  path: string,
  value: string,
  text: (value: string) => string = (secret) => `CLIENT = connect("${secret}")\n`,
): PlantedSecret => ({ kind, path, value, text: text(value) });

function plantedPem(path: string, label: string, end = '\n'): PlantedSecret {
  const { text, value } = pem(label, path, end);
  return { kind: 'privateKey', path, value, text };
}

const jwt = (name: string): string =>
  [
    Buffer.from('{"alg":"HS256","typ":"JWT"}').toString('base64url'),
    Buffer.from(`{"sub":"${randomText(name, 20)}"}`).toString('base64url'),
    randomText(`${name} signature`, 43),
  ].join('.');

/** 25 secrets of 15 kinds, as they get into source folders. */
export const plantedSecrets: readonly PlantedSecret[] = [
  plantedPem('keys/server.pem', 'RSA PRIVATE KEY'),
  plantedPem('deploy/key.txt', 'OPENSSH PRIVATE KEY'),
  plantedPem('conf/ec', 'EC PRIVATE KEY', '\r\n'),
  plantedPem('conf/pkcs8.key', 'ENCRYPTED PRIVATE KEY'),
  planted('privateKey', 'service-account.json', pem('PRIVATE KEY', 'google').value, () =>
    JSON.stringify({ type: 'service_account', private_key: pem('PRIVATE KEY', 'google').text }),
  ),
  planted('awsAccessKey', 'pkg/upload.py', `AKIA${randomText('id', 16, base32)}`),
  planted(
    'awsSecretKey',
    'pkg/s3.py',
    base64('aws', 40),
    (s) => `client(aws_secret_access_key='${s}')\n`,
  ),
  planted(
    'awsSecretKey',
    'settings.yaml',
    base64('aws2', 40),
    (s) => `aws:\n  secretAccessKey: ${s}\n`,
  ),
  planted('awsSessionToken', 'session.json', base64('sts', 300), (s) => `{"SessionToken": "${s}"}`),
  planted(
    'githubToken',
    'pkg/clone.sh',
    `ghp_${randomText('gh', 36)}`,
    (s) => `git clone https://${s}@github.com/o/r\n`,
  ),
  planted('githubToken', 'notes.md', `github_pat_${randomText('a', 22)}_${randomText('b', 59)}`),
  planted('gitlabToken', 'ci/mirror.py', `glpat-${randomText('gl', 20)}`),
  planted('slackToken', 'pkg/notify.py', `xoxb-2147483650-${randomText('sl', 24)}`),
  planted('googleKey', 'web/map.js', `AIza${randomText('goog', 35)}`),
  planted(
    'azureKey',
    'azure.ini',
    `${base64('az', 86)}==`,
    (s) =>
      `connection = DefaultEndpointsProtocol=https;AccountName=a;AccountKey=${s};EndpointSuffix=core.windows.net\n`,
  ),
  planted('openAiKey', 'pkg/llm.py', `sk-proj-${randomText('oa', 64)}`),
  planted('openAiKey', 'notebook.ipynb', `sk-${randomText('oa2', 48)}`, (s) =>
    JSON.stringify({ cells: [{ source: [`key = "${s}"\n`] }] }),
  ),
  planted('huggingFaceToken', 'pkg/hub.py', `hf_${randomText('hf', 34)}`),
  planted(
    'npmToken',
    '.npmrc',
    `npm_${randomText('npm', 36)}`,
    (s) => `//registry.example/:_authToken=${s}\n`,
  ),
  planted('pypiToken', 'release.cfg', `pypi-AgEIcHlwaS5vcmc${randomText('pypi', 90)}`),
  planted('jwt', 'pkg/api.py', jwt('jwt')),
  planted(
    'urlPassword',
    'pkg/db.py',
    'h7Kq2-vB9x',
    (s) => `DB = "postgresql://trainer:${s}@db.internal:5432/x"\n`,
  ),
  planted(
    'urlPassword',
    'requirements.txt',
    'pQ8z!r5Tw',
    (s) => `--index-url https://ci:${s}@packages.internal/simple\n`,
  ),
  planted(
    'assignment',
    'prod.env',
    'Tr0ub4dor&3',
    (s) => `# production\nexport DB_PASSWORD=${s}\n`,
  ),
  planted(
    'assignment',
    'pkg/track.py',
    randomText('wandb', 40, '0123456789abcdef'),
    (s) => `os.environ["WANDB_API_KEY"] = "${s}"\n`,
  ),
];
