/** Reports to the page what fails; an error that several callers share is reported once. */
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
