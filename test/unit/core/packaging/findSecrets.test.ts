import assert from 'node:assert/strict';
import fc from 'fast-check';
import { findSecrets, SecretScanner } from '../../../../src/core/packaging/secrets/findSecrets';
import { plantedSecrets } from './plantedSecrets';

const digest = (secret: string): string => `${secret.length}:${secret.charCodeAt(9)}`;

describe('findSecrets', () => {
  for (const { kind, path, text, value } of plantedSecrets) {
    it(`finds what is planted in ${path} and does not repeat it`, () => {
      const findings = findSecrets(`first line\n${text}`, path, digest);
      assert.ok(
        findings.some((finding) => finding.kind === kind),
        JSON.stringify(findings),
      );
      for (const { preview, line } of findings) {
        assert.ok(!preview.includes(value.slice(0, 12)), preview);
        assert.ok(line >= 2);
      }
    });
  }

  it('tells the line', () => {
    const { text } = plantedSecrets[5] ?? assert.fail();
    const [finding] = findSecrets(`a\nb\n\n${text}`, 'x.py', digest);
    assert.equal(finding?.line, 4);
  });

  for (const text of [
    'aws_access_key_id = AKIAIOSFODNN7EXAMPLE',
    'aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
    'if "-----BEGIN RSA PRIVATE KEY-----" in text:\n    raise ValueError("no keys")',
    '-----BEGIN CERTIFICATE-----\nMIIDdzCCAl+gAwIBAgIEAgAAuTANBgkqhkiG9w0BAQUFADBaMQswCQYDVQQGEwJJ',
    'https://user:password@host/  postgresql://scott:tiger@localhost/x  redis://:$PASSWORD@cache',
    'https://${USER}:${PASS}@github.com',
    'SECRET_KEY = os.environ["SECRET_KEY"]',
    'API_KEY = "your-api-key-goes-here-please"',
    'TOKEN_KEY = "DefaultS3ObjectKeyPrefix"',
    'git_commit_secret = "da39a3ee5e6b4b0d3255bfef95601890afd80709"',
    'task-ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789abcdefghij',
    'export GITHUB_TOKEN=ghp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
    'AccountKey=Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==',
  ]) {
    it(`has nothing against ${text.slice(0, 60)}`, () => {
      assert.deepEqual(findSecrets(text, 'x.py', digest), []);
    });
  }

  it('lets an example of settings pass', () => {
    const text =
      'DB_PASSWORD=changeme\nAPI_KEY=\nTOKEN=<your token>\nDEBUG=true\nKEY_FILE=./key.pem\n';
    assert.deepEqual(findSecrets(text, '.env.example', digest), []);
  });

  it('finds a secret with marks inside once, wherever the end of a piece lies in it', () => {
    const filler = 'x = compute(1)\n'.repeat(620);
    for (const planted of plantedSecrets.filter(({ text }) => text.length < 150)) {
      const text = filler + planted.text + filler;
      const whole = findSecrets(text, 'all.py', digest);
      for (let place = 0; place < planted.text.length; place++) {
        const scanner = new SecretScanner('all.py', digest);
        // What a piece ends with is looked at again with the next one.
        const cut = filler.length + 8192 + place;
        scanner.push(text.slice(0, cut));
        scanner.push(text.slice(cut));
        assert.deepEqual(scanner.end(), whole, `${planted.kind} at ${place}`);
      }
    }
  });

  it('finds the same however a file is cut into pieces', () => {
    const filler = 'x = compute(1)\n'.repeat(700);
    const text = plantedSecrets.map((planted) => planted.text).join(filler);
    const whole = findSecrets(text, 'all.py', digest);
    assert.ok(whole.length >= plantedSecrets.length - 1);
    fc.assert(
      fc.property(fc.array(fc.nat(text.length), { maxLength: 12 }), (cuts) => {
        const scanner = new SecretScanner('all.py', digest);
        const places = [0, ...cuts.sort((a, b) => a - b), text.length];
        places.forEach((place, index) => scanner.push(text.slice(place, places[index + 1])));
        assert.deepEqual(scanner.end(), whole);
      }),
      { numRuns: 60 },
    );
  });
});
