const DEEPEST = 12;

/** Everything that a value would show to who looks at it: its texts, numbers and keys, line by line. */
export function saidIn(value: unknown): string {
  const lines: string[] = [];
  const seen = new Set<unknown>();

  function visit(each: unknown, depth: number): void {
    if (typeof each !== 'object' || each === null) return void lines.push(String(each));
    if (seen.has(each) || depth > DEEPEST) return;
    seen.add(each);
    if (each instanceof Error) lines.push(each.name, each.message);
    if (each instanceof Map || each instanceof Set) return visit([...each], depth + 1);
    for (const name of Object.keys(each)) {
      lines.push(name);
      // What a handler threw is its own business, and is handed on as the cause.
      if (name !== 'cause') visit((each as Record<string, unknown>)[name], depth + 1);
    }
  }

  visit(value, 0);
  return lines.join('\n');
}
