// @ts-nocheck: it wraps functions of any form.
// Loaded before a sandbox under test (`node --require`): ends the process by SIGKILL at a step of its
// work on the disk. CRASH_AT is an expression for `operation path`, CRASH_STEP the number of the step
// among those that it matches; CRASH_SIDE says whether the step is done, not done, or half done.
'use strict';
const fs = require('node:fs');
const path = require('node:path');

const promises = fs.promises;
const killPlace = new RegExp(process.env.CRASH_AT);
const killStep = Number(process.env.CRASH_STEP);
const side = process.env.CRASH_SIDE;
let steps = 0;

const die = () => {
  process.kill(process.pid, 'SIGKILL');
  // Nothing of this process runs on.
  for (;;);
};

/** The path of each open file. */
const paths = new WeakMap();

/** Makes `original` a step: `half` does the first half of what it would do. */
const asStep = (name, original, half) =>
  async function step(...args) {
    const place = `${name} ${paths.get(this) ?? args[0]}`.replaceAll(path.sep, '/');
    if (killPlace.test(place)) steps += 1;
    if (steps < killStep) return original.apply(this, args);
    if (side === 'half') half?.apply(this, args);
    // What fails, such as a link to what is there, is done as well.
    if (side === 'after') await original.apply(this, args).catch(() => undefined);
    return die();
  };

const toBytes = (data) => (typeof data === 'string' ? Buffer.from(data) : data);
const firstHalf = (bytes) => bytes.subarray(0, Math.floor(bytes.length / 2));

const halves = {
  async: {
    rename: undefined,
    link: undefined,
    unlink: undefined,
    mkdir: undefined,
    chmod: undefined,
    utimes: undefined,
    copyFile: (from, to) => fs.writeFileSync(to, firstHalf(fs.readFileSync(from))),
    rm: (target) => {
      if (!fs.existsSync(target) || !fs.statSync(target).isDirectory()) return;
      const entries = fs.readdirSync(target).sort();
      for (const entry of entries.slice(0, Math.ceil(entries.length / 2))) {
        fs.rmSync(path.join(target, entry), { recursive: true, force: true });
      }
    },
    writeFile: (file, data, options) => fs.writeFileSync(file, firstHalf(toBytes(data)), options),
  },
  handle: {
    appendFile(data) {
      fs.writeSync(this.fd, firstHalf(toBytes(data)));
    },
    writeFile(data) {
      fs.writeSync(this.fd, firstHalf(toBytes(data)));
    },
    truncate: undefined,
  },
};

for (const [name, half] of Object.entries(halves.async)) {
  promises[name] = asStep(name, promises[name], half);
}

const open = promises.open;
let patched = false;
promises.open = async function openAndPatch(file, flags, ...rest) {
  const isNew = typeof flags === 'string' && /[wa]/.test(flags) && !fs.existsSync(file);
  const handle = await (isNew ? asStep('open', open) : open).call(this, file, flags, ...rest);
  paths.set(handle, file);
  if (!patched) {
    patched = true;
    const prototype = Object.getPrototypeOf(handle);
    for (const [name, half] of Object.entries(halves.handle)) {
      prototype[name] = asStep(name, prototype[name], half);
    }
  }
  return handle;
};
