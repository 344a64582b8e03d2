/** How to reach an index, beside pip's own settings. */
const reachNames: ReadonlySet<string> = new Set([
  'HTTP_PROXY',
  'HTTPS_PROXY',
  'ALL_PROXY',
  'NO_PROXY',
  'SSL_CERT_FILE',
  'SSL_CERT_DIR',
  'REQUESTS_CA_BUNDLE',
  'CURL_CA_BUNDLE',
  'NETRC',
]);

/**
 * Whether a variable says where pip's index is or how to get there; nothing of AWS does. In any case:
 * Windows knows no other, and elsewhere pip reads no `pip_…` and tools read `https_proxy`.
 */
export function isPipVariable(name: string): boolean {
  const known = name.toUpperCase();
  return known.startsWith('PIP_') || reachNames.has(known);
}
