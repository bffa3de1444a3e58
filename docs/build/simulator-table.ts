// Makes docs/generated/simulator.md from the behaviours in packages/testing/src/widget.
import { format } from 'prettier';
import { behaviours, leftOut } from '../../packages/testing/src/widget/behaviours.js';
import { type Behaviour, isTrueFor, VERSIONS } from '../../packages/testing/src/widget/version.js';

const HEAD = `<!-- Made by docs/build/simulator-table.ts from packages/testing/src/widget. Do not edit. -->

# What the simulated widget does

\`createWidget\` of \`@jackfield/testing\` plays three versions of the RingCX widget: \`0.x\`, still served at ringcentral.github.io, \`1.0\`, the beta at cdn.labs.ringcentral.com, and \`next\`, what has been committed since. This is all that it does, with the place in the widget's source that says so. Each line has an id, and at least one test of that name, which runs in Node and in a browser's frame.

A path without a key is in [ringcentral/engage-voice-embeddable](https://github.com/ringcentral/engage-voice-embeddable) at \`1e7335f\` (1.0), below \`src/\`. \`X0\` is the same repository at \`52fdfc6\` (0.x), \`X1+\` commits that came later. \`JSW\` is [ringcentral/ringcentral-js-widgets](https://github.com/ringcentral/ringcentral-js-widgets) at \`242f733\`; \`MT\` (MessageTransport) and \`DM\` (DataMatcher) are in its published package \`@ringcentral-integration/commons\`. \`[inf]\` marks what had to be inferred, because the code in question is not public.
`;

const cell = (text: string): string => text.replaceAll('|', String.raw`\|`);

function row([id, behaviour]: [string, Behaviour]): string {
  const marks = VERSIONS.map((version) => (isTrueFor(behaviour, version) ? '✓' : ''));
  return `| ${[`\`${id}\``, cell(behaviour.description), ...marks, cell(behaviour.source)].join(' | ')} |`;
}

/** The whole of docs/generated/simulator.md. */
export function simulatorTable(): Promise<string> {
  const sections = Object.entries(behaviours).map(([area, members]) =>
    [
      `## ${area}`,
      '',
      `| id | what it does | ${VERSIONS.join(' | ')} | source |`,
      `| --- | --- | ${VERSIONS.map(() => ':-:').join(' | ')} | --- |`,
      ...Object.entries(members).map(row),
      '',
    ].join('\n'),
  );
  const omitted = ['## What is left out', '', ...leftOut.map((text) => `- ${text}`)].join('\n');
  return format([HEAD, ...sections, omitted, ''].join('\n'), {
    parser: 'markdown',
    printWidth: 100,
  });
}
