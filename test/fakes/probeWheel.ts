import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const program = `
import sys, zipfile
folder, version = sys.argv[1:]
info = f"sandbox_probe-{version}.dist-info"
with zipfile.ZipFile(f"{folder}/sandbox_probe-{version}-py3-none-any.whl", "w") as wheel:
    wheel.writestr("sandbox_probe.py", f"version = {version!r}")
    wheel.writestr(f"{info}/METADATA", f"Metadata-Version: 2.1\\nName: sandbox-probe\\nVersion: {version}\\n")
    wheel.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\\nGenerator: test\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n")
    wheel.writestr(f"{info}/RECORD", "")
`;

/** Makes the package `sandbox-probe` a wheel in a folder: a module that knows its version. */
export async function makeProbeWheel(
  python: string,
  folder: string,
  version: string,
): Promise<void> {
  await promisify(execFile)(python, ['-c', program, folder, version]);
}
