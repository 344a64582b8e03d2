import assert from 'node:assert/strict';
import { parseFilterPattern } from '../../../../../src/sandbox/services/logs/pattern/filterPattern';

function refuses(pattern: string, message: RegExp | string = 'Invalid filter pattern'): void {
  assert.throws(() => parseFilterPattern(pattern), { name: 'PatternError', message }, pattern);
}

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
