/** An event as the workbench has them, and what fires it. */
export function newEvent<T>() {
  const listeners = new Set<(event: T) => void>();
  const subscribe = (listener: (event: T) => void) => {
    listeners.add(listener);
    return { dispose: () => listeners.delete(listener) };
  };
  return { subscribe, fire: (event: T) => listeners.forEach((listener) => listener(event)) };
}
