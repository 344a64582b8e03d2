/** How to reach an index, beside pip's own settings. */
const reachNames: ReadonlySet<string> = new Set([
  ...['HTTP_PROXY', 'HTTPS_PROXY', 'ALL_PROXY', 'NO_PROXY'],
  ...['SSL_CERT_FILE', 'SSL_CERT_DIR', 'REQUESTS_CA_BUNDLE', 'CURL_CA_BUNDLE', 'NETRC'],
]);

/** Whether a variable says where pip's index is or how to get there; nothing of AWS does. */
export function isPipVariable(name: string): boolean {
  return name.startsWith('PIP_') || reachNames.has(name.toUpperCase());
}
