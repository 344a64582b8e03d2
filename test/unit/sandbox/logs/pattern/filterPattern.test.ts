import assert from 'node:assert/strict';
import { parseFilterPattern } from '../../../../../src/sandbox/services/logs/pattern/filterPattern';

/** The messages of a list that a pattern matches. */
function matched(pattern: string, messages: readonly string[]): readonly string[] {
  return messages.filter(parseFilterPattern(pattern));
}

function refuses(pattern: string, message: RegExp | string = 'Invalid filter pattern'): void {
  assert.throws(() => parseFilterPattern(pattern), { name: 'PatternError', message }, pattern);
}

describe('filter pattern of terms', () => {
  const notReady = '[WARN 301] disk nearly full';
  const lost = '[ERROR 500] connection lost to worker';
  const disk = '[ERROR 507] disk full on worker';
  const all = [notReady, lost, disk];

  it('matches everything when it is empty or a phrase of spaces', () => {
    for (const pattern of ['', '  ', '""', '" "']) assert.deepEqual(matched(pattern, all), all);
  });

  it('finds all of its terms, anywhere and in their case', () => {
    assert.deepEqual(matched('ERROR', all), [lost, disk]);
    assert.deepEqual(matched('worker ERROR', all), [lost, disk]);
    assert.deepEqual(matched('ERROR disk', all), [disk]);
    assert.deepEqual(matched('error', all), []);
    assert.deepEqual(matched('nect', all), [lost]);
  });

  it('leaves out what an excluded term is in', () => {
    assert.deepEqual(matched('ERROR -disk', all), [lost]);
    assert.deepEqual(matched('-ERROR', all), [notReady]);
    assert.deepEqual(matched('-"connection lost" worker', all), [disk]);
  });

  it('takes one of several optional terms, which count for nothing beside others', () => {
    assert.deepEqual(matched('?nearly ?lost', all), [notReady, lost]);
    assert.deepEqual(matched('?nearly ?lost worker', all), [lost, disk]);
    assert.deepEqual(matched('?nearly -disk', all), [lost]);
  });

  it('finds a phrase in quotes as it stands', () => {
    assert.deepEqual(matched('"disk full"', all), [disk]);
    assert.deepEqual(matched('"[ERROR 50"', all), [lost, disk]);
    assert.deepEqual(matched('"a \\"b\\" \\\\c"', ['a "b" \\c', 'a b c']), ['a "b" \\c']);
  });

  it('wants quotes around anything but letters, digits and underscores', () => {
    assert.deepEqual(matched('naïve_1', ['so naïve_1', 'naive_1']), ['so naïve_1']);
    refuses('some(thing)', "Invalid character(s) in term '('");
    refuses('time:out', "Invalid character(s) in term ':'");
    refuses('ERR*', "Invalid character(s) in term '*'");
    refuses('"open');
    refuses('-');
  });
});

describe('a filter pattern', () => {
  const size = 60_000;
  const hard: readonly (readonly [what: string, pattern: string, message: string])[] = [
    ['brackets that nothing closes', '[a, b = x]', '[ '.repeat(size)],
    ['brackets that are not at the end', '[a, b = x]', `${'[ '.repeat(size)}]x`],
    ['JSON that is none', '{ $.a = x }', `{"${'\\"'.repeat(size)}`],
  ];
  for (const [what, pattern, message] of hard) {
    it(`is through soon with a message of ${what}`, () => {
      const begin = performance.now();
      assert.deepEqual(matched(pattern, [message]), []);
      // Looking for the end again at every beginning takes many seconds.
      assert.ok(performance.now() - begin < 2000);
    });
  }
});

describe('filter pattern of a regular expression', () => {
  const cases: readonly (readonly [pattern: string, yes: string[], no: string[]])[] = [
    ['%LOST%', ['xLOSTx'], ['lost']],
    ['%^[mr]an%', ['man', 'ran off'], ['a man']],
    ['%[mr]an$%', ['the man'], ['manor', 'a ram']],
    ['%gre?y%', ['grey', 'gry'], ['greey']],
    ['%^x{2,3}$%', ['xx', 'xxx'], ['x', 'xxxx']],
    ['%^x{2}$%', ['xx'], ['x', 'xxx']],
    ['%^x{,2}$%', ['', 'x', 'xx'], ['xxx']],
    ['%^x{2,}$%', ['xx', 'xxxxx'], ['x']],
    [
      '%^begin|^open|end of file$%',
      ['begins', 'open it', 'at end of file'],
      ['to begin', 'an end of'],
    ],
    ['%\\[.\\]%', ['[7]', 'a[ ]', '[é]', '[😀]'], ['[]', '[ab]']],
    ['%to*n%', ['tn', 'ton', 'tooon'], ['tan']],
    ['%to+n%', ['ton', 'tooon'], ['tn']],
    ['%^1\\.2$%', ['1.2'], ['1,2']],
    ['%1.2%', ['1.2', '1,2', '1\n2'], ['12']],
    ['%^\\d\\D$%', ['1a'], ['a1', '11']],
    ['%\\s\\S%', ['a b', 'a\tb'], ['ab']],
    ['%^\\w\\W$%', ['_-'], ['--', 'ab']],
    ['%\\x3A\\x28%', [':('], [':)']],
    ['%^[^a-y]$%', ['z', 'é'], ['a', 'q']],
    ['%^[a-cx-]+$%', ['abcx-'], ['d', 'y']],
    ['%a|b|%', ['', 'c'], []],
    ['%^$%', [''], ['a']],
  ];

  for (const [pattern, yes, no] of cases) {
    it(`matches ${pattern}`, () => {
      assert.deepEqual(matched(pattern, [...yes, ...no]), yes);
    });
  }

  it('refuses what CloudWatch does not have', () => {
    refuses('%(ab)+%', "Invalid character(s) in term '('");
    refuses('%stop!%', "Invalid character(s) in term '!'");
    refuses('%caf\u00e9%', "Invalid character(s) in term '\u00e9'");
    refuses('%\\(%', "Invalid character(s) in term '('");
    for (const pattern of ['%%', '%a', '%*a%', '%a**%', '%[ab%', '%[]%', '%[b-a]%', '%a{2,1}%'])
      refuses(pattern);
    for (const pattern of ['%a{1,100000}%', '%\\p%', '%\\x9%', '%a{}%', '%ab% ab', '%\\%'])
      refuses(pattern);
  });

  it('needs one pass over the text, however an expression is made', () => {
    const matches = parseFilterPattern('%a*a*a*a*a*a*a*a*a*a*a*a*b%');
    assert.equal(matches('a'.repeat(300_000)), false);
    assert.equal(matches(`${'a'.repeat(300_000)}b`), true);
  });

  it('counts all that is written out against a limit', () => {
    assert.deepEqual(matched('%a[ab]{198}c%', [`a${'b'.repeat(198)}c`]), [`a${'b'.repeat(198)}c`]);
    for (const pattern of ['%a[ab]{199}c%', '%a{1,100}|b{1,100}%', `%${'^|'.repeat(101)}a%`])
      refuses(pattern);
    assert.deepEqual(matched(`%a{0,100}|b{99}%`, ['c']), ['c']);
  });

  it('forgets states instead of filling the memory with them', () => {
    const matches = parseFilterPattern('%a.{12}b%');
    let text = '';
    for (let seed = 7; text.length < 60_000; seed = (seed * 16807) % 2147483647) {
      text += seed & 64 ? 'a' : 'c';
    }
    assert.equal(matches(text), false);
    assert.equal(matches(`${text}a${'c'.repeat(12)}b`), true);
  });
});

describe('filter pattern of brackets', () => {
  const access =
    '10.0.0.7 web ada [05/Aug/2026:10:02:11 +0200] "GET /model.html HTTP/1.1" 404 2310';
  const fits = (pattern: string, message = access) => parseFilterPattern(pattern)(message);

  const yes = [
    '[]',
    '[ip, service, user, time, request, status, bytes]',
    '[ip=%^10\\.0\\.0\\.[1-9]$%, service, user, time, request =*.html*, status = 4*, bytes]',
    '[..., request =*.html*, status = 4*, bytes]',
    '[..., status = 404 || status = 410, bytes]',
    '[..., status >= 400 && status < 500, bytes > 1000]',
    '[ip, ..., bytes = 2310]',
    '[ip = 10.*, ...]',
    '[..., request = "GET /model.html HTTP/1.1", status, bytes]',
    '[,,, time = "05/Aug/2026:10:02:11 +0200", ...]',
    '[ip, rest = "web ada*2310"]',
    '[..., (status = 404 || status = 410) && status != 410, bytes]',
  ];
  const no = [
    '[ip, service, user, time, request, status = 5*, bytes]',
    '[..., bytes > 2310]',
    '[..., request > 1, status, bytes]',
    '[a, b, c, d, e, f, g, h]',
    '[a, b, c, d, e, f, g, h, ...]',
    '[ip = 10.0.0.7]',
  ];
  for (const pattern of yes) it(`matches ${pattern}`, () => assert.equal(fits(pattern), true));
  for (const pattern of no)
    it(`does not match ${pattern}`, () => assert.equal(fits(pattern), false));

  it('gives the last field all that is left', () => {
    const lines = ['ERROR 10:02 no space left', 'WARNING 10:03 nearly full', 'INFO 10:04 go on'];
    assert.deepEqual(matched('[level=ERROR, text]', lines), [lines[0]]);
    assert.deepEqual(matched('[level=ERROR || level=WARNING, text]', lines), lines.slice(0, 2));
    assert.deepEqual(matched('[level!=ERROR && level!=WARNING, text]', lines), [lines[2]]);
    assert.deepEqual(matched('[level, time, text = "*full"]', lines), [lines[1]]);
    assert.deepEqual(matched('[level, ...]', ['', '  ', 'x']), ['x']);
  });

  it('takes brackets and quotes for fields only where they end a word', () => {
    assert.equal(fits('[a = "[x]y", b = z]', '[x]y z'), true);
    assert.equal(fits('[a = ERROR, b = "two words"]', 'ERROR "two words"'), true);
    assert.equal(fits('[a, b, c]', 'ERROR "two words'), true);
  });

  it('refuses what CloudWatch refuses', () => {
    refuses('[a, b', "If a filter pattern starts with '[' it must end with ']'");
    for (const pattern of [
      '[a, ..., b, ...]',
      '[a, a]',
      '[a = 1 || b = 2]',
      '[a = ]',
      '[a = 1 ||]',
    ])
      refuses(pattern, /Invalid/);
    for (const pattern of ['[1a]', '[a b]', '[a > x]', '[a] [b]', '[a = %x%, b = %y%, c = %z%]'])
      refuses(pattern, /Invalid/);
  });
});
