import { Node, ts, type ParameterDeclaration } from 'ts-morph';
import type { Manifest } from '../plugin/manifest.js';
import { isFunction } from './returns.js';

const parametersOf = (factory: Node): readonly ParameterDeclaration[] =>
  isFunction(factory) ? factory.getParameters() : [];

/** Whether JSDoc marks a parameter as optional: `@param [options]` or `{Options=}`. */
const isOptionalInDoc = ({ compilerNode }: ParameterDeclaration): boolean =>
  ts
    .getJSDocParameterTags(compilerNode)
    .some(
      ({ isBracketed, typeExpression }) =>
        isBracketed || typeExpression?.type.kind === ts.SyntaxKind.JSDocOptionalType,
    );

const isRequired = (parameter: ParameterDeclaration): boolean =>
  !parameter.isRestParameter() &&
  !parameter.hasQuestionToken() &&
  !parameter.hasInitializer() &&
  !isOptionalInDoc(parameter);

/** Whether a factory has a parameter for options. */
const takesOptions = (factory: Node): boolean => parametersOf(factory).length > 0;

/** Whether a factory cannot be called without options. */
const needsOptions = (factory: Node): boolean => {
  const [first] = parametersOf(factory);
  return first !== undefined && isRequired(first);
};

/** Returns why generated code cannot call a factory; `undefined` if it can. */
export const unsuitable = (factory: Node): string | undefined => {
  if (!isFunction(factory)) return undefined;
  if (!Node.isArrowFunction(factory) && factory.isGenerator()) return 'is a generator';
  if (factory.isAsync()) return 'is asynchronous, so that it returns a promise';
  const second = parametersOf(factory).findIndex((each, at) => at > 0 && isRequired(each));
  return second < 0 ? undefined : 'needs more than one argument';
};

/** Returns the member `plugin` of a manifest. */
export const exportOf = (
  name: string,
  kind: 'value' | 'factory',
  factory: Node | undefined,
): Manifest['plugin'] => ({
  export: name,
  kind,
  ...(factory !== undefined && needsOptions(factory) && { needsOptions: true }),
  ...(factory !== undefined && !takesOptions(factory) && { takesOptions: false }),
});
