/** Runs `create-plugin`; its exit code. */
export const main = (argv: readonly string[], err: (line: string) => void): number => {
  err(`There is no template to make ${argv[0] ?? 'a plugin'} of.`);
  return 2;
};
