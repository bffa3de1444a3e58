import { checkPlugins, listPlugins } from '@jackfield/cli';

/** Returns the comment of a bot on a pull request. */
export async function reviewPlugins(folder: string): Promise<string> {
  const { packages } = await checkPlugins({ folder });
  const found = packages.flatMap(({ violations }) =>
    violations.map(({ file, line, rule, message }) => `- ${file}:${line} ${rule}: ${message}`),
  );
  const { conflicts } = await listPlugins(folder);
  const shared = conflicts.map(({ request, plugins }) => `- ${request}: ${plugins.join(', ')}`);
  return ['Violations:', ...found, 'Requests that several plugins handle:', ...shared].join('\n');
}
