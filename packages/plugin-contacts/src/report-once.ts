/** Tells the page of what fails; an error that several askers share is one. */
export function createReporter(): (error: unknown) => void {
  const reported = new WeakSet();
  return (error) => {
    if (typeof error === 'object' && error !== null) {
      if (reported.has(error)) return;
      reported.add(error);
    }
    globalThis.reportError?.(error);
  };
}
