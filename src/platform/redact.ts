const secrets: readonly RegExp[] = [
  // Access key ids of every type that AWS documents (long-term, temporary, service-specific).
  /\b(?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{12,}\b/g,
  /(?<=X-Amz-(?:Signature|Credential|Security-Token)=)[^&\s"']+/gi,
  /(?<=\b(?:Signature|Credential)=)[^,\s"']+/g,
  /(?<=(?:secret[_-]?access[_-]?key|session[_-]?token|password)["']?\s*[:=]\s*["']?)[^\s"',}]+/gi,
];

/** Replaces credentials in a text that is about to be logged. */
export function redact(text: string): string {
  return secrets.reduce((clean, secret) => clean.replace(secret, '***'), text);
}
