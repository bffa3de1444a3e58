// Makes docs/generated/errors.md from the comments on the error codes in packages/core/src/errors.ts.
import { format } from 'prettier';
import ts from 'typescript';

const HEAD = `<!-- Made by docs/build/error-table.ts from packages/core/src/errors.ts. Do not edit. -->

# Errors of @jackfield/core

Everything that \`@jackfield/core\` throws, rejects with, or puts into an event's \`error\` is a \`JackfieldError\` with one of these codes. Test it with \`isJackfieldError(error)\`, then look at \`error.code\`.
`;

/** The codes with what is written above each: first what it means, then what to do. */
export function readCodes(text: string): readonly (readonly [code: string, said: string])[] {
  const file = ts.createSourceFile('errors.ts', text, ts.ScriptTarget.Latest, true);
  const union = file.statements.find(
    (each): each is ts.TypeAliasDeclaration =>
      ts.isTypeAliasDeclaration(each) && each.name.text === 'ErrorCode',
  )?.type;
  if (!union || !ts.isUnionTypeNode(union)) throw new Error('Expected a union type ErrorCode.');
  return union.types.map((member) => {
    if (!ts.isLiteralTypeNode(member) || !ts.isStringLiteral(member.literal)) {
      throw new Error(`Not a text: ${member.getText()}`);
    }
    const code = member.literal.text;
    // The comment is before the bar, which does not belong to the member.
    const before = text.slice(0, member.getStart());
    const said = /\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\s*\|?\s*$/.exec(before)?.[1];
    if (!said) throw new Error(`${code} has no comment.`);
    return [code, said.replaceAll(/\s*\n\s*\*\s?/g, ' ').trim()] as const;
  });
}

/** The whole of docs/generated/errors.md. */
export function errorTable(text: string): Promise<string> {
  const rows = readCodes(text).map(([code, said]) => `| \`${code}\` | ${said} |`);
  const table = ['| code | means |', '| --- | --- |', ...rows].join('\n');
  return format(`${HEAD}\n${table}\n`, { parser: 'markdown', printWidth: 100 });
}
