import { reprOf, strOf } from './pythonText';
import type { CallArguments, Value } from './model';

/** `template % values`; `undefined` where that is not known. */
export function formatPercent(template: string, given: Value): string | undefined {
  const positional = given.kind === 'tuple' ? [...given.items] : [given];
  let isKnown = given.kind !== 'tuple' || !given.isOpen;
  const result = template.replace(
    /%(?:\((\w+)\))?([-+ #0]*\d*(?:\.\d+)?)([a-zA-Z%])/g,
    (_whole, key: string | undefined, spec: string, type: string) => {
      if (type === '%') {
        return '%';
      }
      const value = key === undefined ? positional.shift() : entryOf(given, key);
      const part = value && percentPart(value, spec, type);
      isKnown &&= part !== undefined;
      return part ?? '';
    },
  );
  return isKnown ? result : undefined;
}

function entryOf(given: Value, key: string): Value | undefined {
  return given.kind === 'dict' ? given.entries.get(`s${key}`)?.value : undefined;
}

function percentPart(value: Value, spec: string, type: string): string | undefined {
  if (type === 's' || type === 'r') {
    const shown = type === 's' ? strOf(value) : reprOf(value);
    return spec === '' ? shown : undefined;
  }
  if (value.kind !== 'int' && value.kind !== 'float') {
    return undefined;
  }
  return type === 'd' || type === 'i'
    ? formatNumber(Math.trunc(value.value), spec, 'd')
    : formatNumber(value.value, spec, type);
}

/** `format(value, spec)`; only the plain forms are known. */
function formatValue(value: Value, spec: string): string | undefined {
  if (spec === '') {
    return strOf(value);
  }
  if (value.kind === 'str') {
    return padded(value.value, spec.replace(/s$/, ''), '<');
  }
  const type = /[a-zA-Z]$/.exec(spec)?.[0] ?? (value.kind === 'int' ? 'd' : '');
  const isNumber = value.kind === 'int' || value.kind === 'float';
  return isNumber && type !== ''
    ? formatNumber(value.value, spec.replace(/[a-zA-Z]$/, ''), type)
    : undefined;
}

function formatNumber(value: number, spec: string, type: string): string | undefined {
  const match = /^(0?\d*)(?:\.(\d{1,2}))?$/.exec(spec);
  if (!match) {
    return type === 'd' ? padded(String(value), spec, '>') : undefined;
  }
  const digits = Number(match[2] ?? '6');
  const text = type === 'd' ? String(value) : type === 'f' ? value.toFixed(digits) : undefined;
  const width = match[1] ?? '';
  return text?.padStart(Math.min(Number(width), 1000), width.startsWith('0') ? '0' : ' ');
}

function padded(value: string, spec: string, usual: string): string | undefined {
  const match = /^([<>]?)(\d{1,3})$/.exec(spec);
  if (!match) {
    return undefined;
  }
  const width = Number(match[2]);
  const side = match[1] === '' ? usual : match[1];
  return side === '<' ? value.padEnd(width) : value.padStart(width);
}

/** `template.format(…)`; `undefined` where that is not known. */
export function formatBraces(template: string, given: CallArguments): string | undefined {
  let next = 0;
  let isKnown = !given.isOpen;
  const result = template.replace(
    /\{\{|\}\}|\{(\w*)(?:!([rs]))?(?::([^{}]*))?\}|[{}]/g,
    (whole, name: string | undefined, conversion: string | undefined, spec: string | undefined) => {
      if (whole === '{{' || whole === '}}') {
        return whole.charAt(0);
      }
      const key = name === '' ? String(next++) : (name ?? '');
      const value = /^\d+$/.test(key) ? given.positional[Number(key)] : given.keywords.get(key);
      const part = value && convertedText(value, conversion, spec ?? '');
      isKnown &&= part !== undefined;
      return part ?? '';
    },
  );
  return isKnown ? result : undefined;
}

/** One replacement of an f-string or of `str.format`. */
export function convertedText(
  value: Value,
  conversion: string | undefined,
  spec: string,
): string | undefined {
  if (conversion === undefined || conversion === '') {
    return formatValue(value, spec);
  }
  const shown = conversion === 'r' ? reprOf(value) : strOf(value);
  return spec === '' ? shown : undefined;
}
