import fc from 'fast-check';

/** What a shell, a CLI or a language could take for something else. */
const words = [
  ...[
    'plain',
    '-v',
    '--help',
    '-',
    '--',
    'a b',
    '  ',
    "it's",
    '"q"',
    `'"'`,
    '\\',
    'C:\\new',
    '\\n',
  ],
  ...['$HOME', '$(id)', '`id`', '!!', '%PATH%', '~', '*', 'a=b', 'a,b', '[1, 2]', '{"a": 1}', '#'],
  ...['file://secret', 'fileb://x', 'https://example.com/', 's3://b/k', '@x', '; ls', '| cat', '&'],
  ...['Zürich', '東京', '🚀 go', '\u00a0', '\u202eabc', '\u0001', '\t', '\u007f'],
  ...['0', '1e-3', 'None', 'true', '""', "'''", '"""', 'REQUEST', '{{x}}', '%s', 'é'],
];
export const word = fc.constantFrom(...words);

/** A word, or several in one. */
export const oneLine = fc.oneof(
  word,
  fc.array(word, { maxLength: 4 }).map((some) => some.join('')),
);
export const lines = fc.oneof(
  oneLine,
  fc.tuple(oneLine, oneLine).map((both) => both.join('\n')),
  fc.constantFrom('\r\n', 'a\u2028b'),
);
export const emptyText = fc.constant('');
