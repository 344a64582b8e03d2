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

describe('filter pattern of braces', () => {
  const event = JSON.stringify({
    type: 'EpochEnd',
    host: '10.0.7.12',
    loss: 12.5,
    step: 120,
    text: '120',
    empty: '',
    ok: true,
    bad: false,
    nothing: null,
    names: ['train', 'valid'],
    hosts: [
      { name: 'algo-1', rank: 0 },
      { name: 'algo-2', rank: 1 },
    ],
    grid: [
      [1, 2],
      [3, 4],
    ],
    'model.name': 'net',
    nested: { value: 'deep' },
  });
  const fits = (pattern: string, message = event) => parseFilterPattern(pattern)(message);

  const yes = [
    '{ $.type = "EpochEnd" }',
    '{$.type=EpochEnd}',
    '{ $.type = Epoch* }',
    '{ $.type = "*End" }',
    '{ $.type = "E*c*d" }',
    '{ $.type != "Epoch" }',
    '{ $.host != 11.0.* }',
    '{ $.host = 10.*.12 }',
    '{ $.type = %End$% }',
    '{ $.type != %^End% }',
    '{ $.empty = "*" }',
    '{ $.empty = "" }',
    '{ $.loss > 12 }',
    '{ $.loss >= 12.5 && $.loss <= 12.50 }',
    '{ $.step = 1.2e+2 }',
    '{ $.step != 1e-3 }',
    '{ $.step = "120" }',
    '{ $.step = 12* }',
    '{ $.step = %^1\\d0$% }',
    '{ $.text = 120 }',
    '{ $.ok IS TRUE }',
    '{ $.bad IS FALSE }',
    '{ $.nothing IS NULL }',
    '{ $.other NOT EXISTS }',
    '{ $.nested.other NOT  EXISTS }',
    '{ $.names[1] = "valid" }',
    '{ $.names[*] = %^val.{2}$% }',
    '{ $.names[*] != "train" }',
    '{ $.hosts[1].name = "algo-2" }',
    '{ $.hosts[*].rank = 1 }',
    '{ $.grid[1][0] = 3 }',
    '{ $.grid[*][1] = 4 }',
    '{ $.* = %^10\\.0\\.7\\.[0-9]{1,2}$% }',
    '{ $.[\'model.name\'] = "net" }',
    "{ $.nested.['value'] = deep }",
    '{ ($.step = 120) && ($.names[0] = "train") }',
    '{ $.step = 120 || $.step = 1 && $.loss = 1 }',
    '{ ($.step = 1 || $.step = 120) && $.loss > 0 }',
    '{ $.text = "1*" && $.nothing IS NULL && $.x NOT EXISTS }',
  ];
  const no = [
    '{ $.type = "epochend" }',
    '{ $.type = "End" }',
    '{ $.type = "Epoch*Epoch*" }',
    '{ $.host = 10.0.7.12* && $.host = *7.12x }',
    '{ $.step = "120.0" }',
    '{ $.step > 120 }',
    '{ $.text > 1 }',
    '{ $.type > 1 }',
    '{ $.ok = "true" }',
    '{ $.ok != "false" }',
    '{ $.nothing = "*" }',
    '{ $.nothing != "x" }',
    '{ $.names = "train" }',
    '{ $.names != "train" }',
    '{ $.nested != "x" }',
    '{ $.other != "x" }',
    '{ $.type IS NULL }',
    '{ $.nothing NOT EXISTS }',
    '{ $.text IS TRUE }',
    '{ $.names[2] = "valid" }',
    '{ $.nested[0] = "deep" }',
    '{ $.names.length = 2 }',
    '{ $.model.name = "net" }',
    '{ ($.step = 120 || $.step = 1) && $.loss = 1 }',
    '{ ($.step = 2 && $.loss = 12.5) || $.type = "x" }',
  ];
  for (const pattern of yes) it(`matches ${pattern}`, () => assert.equal(fits(pattern), true));
  for (const pattern of no)
    it(`does not match ${pattern}`, () => assert.equal(fits(pattern), false));

  it('compares numbers by their value, and as text by their digits', () => {
    assert.equal(fits('{ $.a = 12 }', '{"a": 12.0}'), true);
    assert.equal(fits('{ $.a = "12" }', '{"a": 12.0}'), false);
    assert.equal(fits('{ $.a = "12.0" }', '{"a": 12.0}'), true);
    assert.equal(fits('{ $.a = -3 && $.b = 1000 }', '{"a": -3, "b": 1e3}'), true);
    assert.equal(fits('{ $.a > 1 }', String.raw`{"a": "\u0000n5"}`), false);
    assert.equal(fits('{ $.a = "x" }', String.raw`{"a": "\u0000tx"}`), false);
  });

  it('does not match what is no JSON object', () => {
    for (const message of [
      '',
      'text',
      '[1]',
      '"a"',
      '{broken',
      '{1: 2}',
      'x {"a": 1}',
      '{"a": 01}',
    ])
      assert.equal(fits('{ $.b NOT EXISTS }', message), false, message);
    assert.equal(fits('{ $.b NOT EXISTS }', ' {"a": 1} '), true);
  });

  it('refuses what CloudWatch refuses', () => {
    refuses('{ $.a = 1', "If a filter pattern starts with '{' it must end with '}'");
    refuses('{ $.a >= "7" }', `Invalid character(s) in term '"7"'`);
    refuses('{ $.a < some_text }', `Invalid character(s) in term '"some_text"'`);
    refuses('{ $."a-b" = 1 }', `Invalid character(s) in term '"'`);
    for (const pattern of ['{ }', '{ $.a }', '{ $.a EXISTS }', '{ $.a IS NOT NULL }', '{ a = 1 }'])
      refuses(pattern, /Invalid/);
    for (const pattern of ['{ $.a IS MAYBE }', '{ $.a = 1 && }', '{ $.a = 1 } }', '{ $.a[x] = 1 }'])
      refuses(pattern, /Invalid/);
    for (const pattern of ['{ ($.a = 1 }', '{ $.a == 1 }', '{ !($.a = 1) }', '{ $..a = 1 }'])
      refuses(pattern, /Invalid/);
    for (const pattern of ['{ $.a = "x }', '{ $.a[-1] = 1 }', '{ $.a[0:2] = 1 }', '{"v": [1]}'])
      refuses(pattern, /Invalid/);
    refuses('{ $.a[*].* = 1 }');
    refuses('{ $.a[*] = 1 || $.b[*] = 1 || $.c[*] = 1 || $.* = 1 }');
    refuses('{ $.a = %x% || $.a = %y% || $.a = %z% }');
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
