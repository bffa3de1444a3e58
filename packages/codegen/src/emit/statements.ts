import {
  StructureKind,
  VariableDeclarationKind,
  type InterfaceDeclarationStructure,
  type StatementStructures,
  type VariableStatementStructure,
} from 'ts-morph';

import { escapeComment } from './escape.js';

/** The module of the types that core and every protocol share. */
export const SHARED_TYPES = '@jackfield/core/protocol';

/** An exported interface with readonly members; `name?` is an optional one. */
export const interfaceOf = (
  name: string,
  docs: string,
  members: readonly (readonly [name: string, type: string, docs?: string | undefined])[],
): InterfaceDeclarationStructure => ({
  kind: StructureKind.Interface,
  name,
  isExported: true,
  docs: [docs],
  properties: members.map(([member, type, text]) => ({
    name: member,
    type,
    isReadonly: true,
    ...(text === undefined ? {} : { docs: [escapeComment(text)] }),
  })),
});

/** A constant, exported if it has a doc comment. */
export const constant = (
  name: string,
  type: string,
  initializer: string,
  docs?: string,
): VariableStatementStructure => ({
  kind: StructureKind.VariableStatement,
  declarationKind: VariableDeclarationKind.Const,
  isExported: docs !== undefined,
  ...(docs === undefined ? {} : { docs: [docs] }),
  declarations: [{ name, type, initializer }],
});

/** A sorted type-only import; none if there are no names. */
export const importTypes = (
  names: readonly string[],
  moduleSpecifier: string,
): readonly StatementStructures[] =>
  names.length === 0
    ? []
    : [
        {
          kind: StructureKind.ImportDeclaration,
          isTypeOnly: true,
          namedImports: [...names].sort(),
          moduleSpecifier,
        },
      ];
