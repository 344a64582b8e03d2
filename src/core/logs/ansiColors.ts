type Rgb = readonly [red: number, green: number, blue: number];

/** xterm's sixteen colours; themes draw them as they like, these only say which is near. */
const terminalColors: readonly Rgb[] = [
  [0, 0, 0],
  [205, 0, 0],
  [0, 205, 0],
  [205, 205, 0],
  [0, 0, 238],
  [205, 0, 205],
  [0, 205, 205],
  [229, 229, 229],
  [127, 127, 127],
  [255, 0, 0],
  [0, 255, 0],
  [255, 255, 0],
  [92, 92, 255],
  [255, 0, 255],
  [0, 255, 255],
  [255, 255, 255],
];

/** Steps of the 6 × 6 × 6 cube in xterm's 256 colours. */
const cubeSteps = [0, 95, 135, 175, 215, 255];

/** The terminal colour (0 to 15) that comes nearest to a colour of 0 to 255 per part. */
export function nearestColor(red: number, green: number, blue: number): number {
  const distances = terminalColors.map(
    ([r, g, b]) => (r - red) ** 2 + (g - green) ** 2 + (b - blue) ** 2,
  );
  return Math.max(0, distances.indexOf(Math.min(...distances)));
}

/** The terminal colour for one of xterm's 256. */
export function paletteColor(index: number): number | undefined {
  if (!Number.isInteger(index) || index < 0 || index > 255) {
    return undefined;
  }
  if (index < 16) {
    return index;
  }
  if (index >= 232) {
    const gray = 8 + 10 * (index - 232);
    return nearestColor(gray, gray, gray);
  }
  const step = (size: number): number => cubeSteps[Math.floor((index - 16) / size) % 6] ?? 0;
  return nearestColor(step(36), step(6), step(1));
}
