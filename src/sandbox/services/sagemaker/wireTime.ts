/** A time as clients send it: seconds since the epoch, or a date as text. */
export type WireTime = number | string;

/** Times are sent as seconds since the epoch, with milliseconds as a fraction. */
export function toWireTime(milliseconds: number): number {
  return milliseconds / 1000;
}

export function fromWireTime(time: WireTime): number {
  return typeof time === 'number' ? time * 1000 : Date.parse(time);
}
