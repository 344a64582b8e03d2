/** A day of this computer's calendar, from its first millisecond up to the next day's. */
interface Day {
  readonly start: number;
  readonly end: number;
  /** `2026-11-21` */
  readonly name: string;
}

const utcDay = 86_400_000;

/**
 * Names the day of a date in the time zone of this computer. It remembers the days that it has met,
 * because asking the calendar for each of thousands of rows would take longer than showing them.
 */
export function days(): (date: Date) => string {
  const met = new Map<number, Day[]>();
  return (date) => {
    const time = date.getTime();
    const number = Math.floor(time / utcDay);
    const near = met.get(number) ?? [];
    let day = near.find(({ start, end }) => start <= time && time < end);
    if (!day) {
      day = dayOf(date);
      met.set(number, [...near, day]);
    }
    return day.name;
  };
}

function dayOf(date: Date): Day {
  const [year, month, day] = [date.getFullYear(), date.getMonth(), date.getDate()];
  const parts = [year, month + 1, day].map((part) => String(part).padStart(2, '0'));
  return {
    start: new Date(year, month, day).getTime(),
    end: new Date(year, month, day + 1).getTime(),
    name: parts.join('-'),
  };
}
