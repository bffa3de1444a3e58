import { Node, SyntaxKind, type CallExpression } from 'ts-morph';
import type { Handler } from '../read/declared.js';
import { placeOf } from '../read/place.js';
import { isFunction } from '../read/returns.js';
import type { BrokenRule } from './violation.js';

/** Whether a call is of the global `fetch`, and its arguments contain no signal. */
const ignoresSignal = (call: CallExpression): boolean => {
  const callee = call.getExpression();
  if (!Node.isIdentifier(callee) || callee.getText() !== 'fetch') return false;
  if ((callee.getSymbol()?.getDeclarations().length ?? 0) > 0) return false;
  const [address, options, ...more] = call.getArguments();
  // Anything but a string may be a Request, which has a signal of its own.
  const isText =
    Node.isStringLiteral(address) ||
    Node.isNoSubstitutionTemplateLiteral(address) ||
    Node.isTemplateExpression(address);
  if (!isText || more.length > 0) return false;
  if (options === undefined) return true;
  return (
    Node.isObjectLiteralExpression(options) &&
    options
      .getProperties()
      .every(
        (property) =>
          !Node.isSpreadAssignment(property) &&
          !Node.isComputedPropertyName(property.getNameNode()) &&
          property.getName() !== 'signal',
      )
  );
};

/** Whether the handler waits for the result of a call. */
const isAwaited = (call: CallExpression, handler: Node): boolean => {
  for (let at: Node = call; at !== handler; at = at.getParentOrThrow()) {
    const parent = at.getParentOrThrow();
    if (Node.isAwaitExpression(parent) || Node.isReturnStatement(parent)) return true;
    if (Node.isArrowFunction(parent)) return parent === handler && parent.getBody() === at;
    if (isFunction(parent)) return false;
    const goesOn =
      Node.isPropertyAccessExpression(parent) ||
      Node.isParenthesizedExpression(parent) ||
      (Node.isCallExpression(parent) && parent.getExpression() === at);
    if (!goesOn) return false;
  }
  return false;
};

/** Finds request handlers that wait for a `fetch` without passing their signal to it. */
export const signalViolations = (handlers: readonly Handler[]): readonly BrokenRule[] =>
  handlers
    .filter(({ group }) => group === 'requests')
    .flatMap(({ name, functions }) =>
      functions.flatMap((handler) =>
        handler
          .getDescendantsOfKind(SyntaxKind.CallExpression)
          .filter((call) => ignoresSignal(call) && isAwaited(call, handler))
          .map((call) => ({
            rule: 'SIGNAL_IGNORED' as const,
            place: placeOf(call),
            message: `The handler of ${name} waits for a fetch without passing its signal.`,
          })),
      ),
    );
