const DEEPEST = 12;

/** Returns everything that a log or a debugger would show of a value: strings, numbers and keys, line by line. */
export function visibleText(value: unknown): string {
  const lines: string[] = [];
  const seen = new Set<unknown>();

  function visit(each: unknown, depth: number): void {
    if (typeof each !== 'object' || each === null) return void lines.push(String(each));
    if (seen.has(each) || depth > DEEPEST) return;
    seen.add(each);
    if (each instanceof Error) {
      lines.push(each.name, each.message);
      // Neither is enumerable where the platform sets it.
      visit(each.cause, depth + 1);
      if (each instanceof AggregateError) visit(each.errors, depth + 1);
    }
    if (each instanceof Map || each instanceof Set) return visit([...each], depth + 1);
    for (const name of Object.keys(each)) {
      lines.push(name);
      visit((each as Record<string, unknown>)[name], depth + 1);
    }
  }

  visit(value, 0);
  return lines.join('\n');
}
