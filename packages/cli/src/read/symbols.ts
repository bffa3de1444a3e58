import type { Node, Symbol } from 'ts-morph';

/** The symbol that an imported or re-exported name stands for. */
export const resolved = (symbol: Symbol | undefined): Symbol | undefined =>
  symbol?.getAliasedSymbol() ?? symbol;

/** The declarations of a name, wherever it is imported from. */
export const declarationsOf = (symbol: Symbol | undefined): readonly Node[] =>
  resolved(symbol)?.getDeclarations() ?? [];
