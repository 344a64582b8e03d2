/** A field of a message, without the brackets or quotes around it. */
export interface MessageField {
  readonly text: string;
  /** Where it begins in the message. */
  readonly start: number;
}

/** Fields stand between spaces; what is in brackets or in double quotes is one field. */
export function splitFields(message: string): readonly MessageField[] {
  const fields: MessageField[] = [];
  const quotedOrPlain = /"((?:[^"\\]|\\[^])*)"(?!\S)|\S+/g;
  let close = message.indexOf(']');
  for (let match = quotedOrPlain.exec(message); match; match = quotedOrPlain.exec(message)) {
    const start = match.index;
    // Found once for all brackets before it: a message of nothing but `[` must not take for ever.
    if (close >= 0 && close < start) close = message.indexOf(']', start);
    const isBracketed = match[0].startsWith('[') && close >= 0 && isSpace(message[close + 1]);
    fields.push({
      text: isBracketed ? message.slice(start + 1, close) : (match[1] ?? match[0]),
      start,
    });
    if (isBracketed) quotedOrPlain.lastIndex = close + 1;
  }
  return fields;
}

/** Whether no other character follows here. */
function isSpace(character: string | undefined): boolean {
  return character === undefined || /\s/.test(character);
}
