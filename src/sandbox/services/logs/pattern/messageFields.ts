/** A field of a message, without the brackets or quotes around it. */
export interface MessageField {
  readonly text: string;
  /** Where it begins in the message. */
  readonly start: number;
}

/** Fields stand between spaces; what is in brackets or in double quotes is one field. */
export function splitFields(message: string): readonly MessageField[] {
  const fields: MessageField[] = [];
  const field = /\[([^\]]*)\](?!\S)|"((?:[^"\\]|\\[^])*)"(?!\S)|\S+/g;
  for (const match of message.matchAll(field)) {
    fields.push({ text: match[1] ?? match[2] ?? match[0], start: match.index });
  }
  return fields;
}
