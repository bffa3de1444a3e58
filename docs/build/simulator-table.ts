// Makes docs/generated/simulator.md from the behaviours in packages/testing/src.
import { format } from 'prettier';
import { differences } from '../../packages/testing/src/adapter/differences.js';
import {
  ringexBehaviours,
  ringexLeftOut,
} from '../../packages/testing/src/ringex-widget/behaviours.js';
import { RINGEX_VERSIONS } from '../../packages/testing/src/ringex-widget/version.js';
import { behaviours, leftOut } from '../../packages/testing/src/widget/behaviours.js';
import { isTrueFor, VERSIONS } from '../../packages/testing/src/widget/version.js';

const HEAD = `<!-- Made by docs/build/simulator-table.ts from packages/testing/src. Do not edit. -->

# What the simulated widget does

There are two: \`createWidget\` of \`@jackfield/testing\` simulates the RingCX widget, \`createRingexWidget\` the [RingEX widget](#ringex). This is all that they do, with the place in the widget's source that says so. Each line has an id, and at least one test of that name.

## RingCX

\`createWidget\` plays three versions of the RingCX widget: \`0.x\`, still served at ringcentral.github.io, \`1.0\`, the beta at cdn.labs.ringcentral.com, and \`next\`, what has been committed since. The tests run in Node and in a browser's frame.

A path without a key is in [ringcentral/engage-voice-embeddable](https://github.com/ringcentral/engage-voice-embeddable) at \`1e7335f\` (1.0), below \`src/\`. \`X0\` is the same repository at \`52fdfc6\` (0.x), \`X1+\` commits that came later. \`JSW\` is [ringcentral/ringcentral-js-widgets](https://github.com/ringcentral/ringcentral-js-widgets) at \`242f733\`; \`MT\` (MessageTransport) and \`DM\` (DataMatcher) are in its published package \`@ringcentral-integration/commons\`. \`[inf]\` marks what had to be inferred, because the code in question is not public.
`;

const RINGEX_HEAD = `## RingEX

\`createRingexWidget\` plays three versions of RingEX Embeddable: \`2.x\`, the released one, \`3.x\`, the beta, and \`3.1\`, the alpha that carries calls of RingCX too. The tests run in Node and in a browser's frame.

A path without a key is in [ringcentral/ringcentral-embeddable](https://github.com/ringcentral/ringcentral-embeddable) at \`27dc6ae\` (3.x), below \`src/modules\`, \`src/lib\`, \`src/components\` or \`src\`. \`COM\` and \`CORE\` are RingCentral's published packages \`@ringcentral-integration/commons\` 0.16.0 and \`@ringcentral-integration/core\` 0.14.0. \`docs\` is a document of 3.x. \`[doc]\` marks what only \`docs/integration/ringcx.md\` at \`5e47251\` says, by its headings: the source of 3.1 is not public.
`;

const ADAPTER_HEAD = `## The stand-in for the adapter

\`jackfield widget\` and \`@jackfield/testing/playwright\` serve a script in place of RingCentral's \`adapter.js\`: with its globals, elements, parameters and messages, each cited in packages/testing/src/adapter. \`npm run test:adapter -- --compare PATH/adapter.js\` compares a published script with it; these differences are on purpose:
`;

interface Row {
  readonly description: string;
  readonly versions: string;
  readonly source: string;
}

const cell = (text: string): string => text.replaceAll('|', String.raw`\|`);

function tables(
  areas: Readonly<Record<string, Readonly<Record<string, Row>>>>,
  versions: readonly string[],
  omitted: readonly string[],
): readonly string[] {
  const row = ([id, behaviour]: [string, Row]): string => {
    const marks = versions.map((version) => (isTrueFor(behaviour, version) ? '✓' : ''));
    const cells = [`\`${id}\``, cell(behaviour.description), ...marks, cell(behaviour.source)];
    return `| ${cells.join(' | ')} |`;
  };
  const sections = Object.entries(areas).map(([area, members]) =>
    [
      `### ${area}`,
      '',
      `| id | what it does | ${versions.join(' | ')} | source |`,
      `| --- | --- | ${versions.map(() => ':-:').join(' | ')} | --- |`,
      ...Object.entries(members).map(row),
      '',
    ].join('\n'),
  );
  return [
    ...sections,
    ['### What is left out', '', ...omitted.map((text) => `- ${text}`), ''].join('\n'),
  ];
}

const adapterTable = (): string =>
  [
    '| wire | RingCentral’s script | the stand-in | why |',
    '| --- | --- | --- | --- |',
    ...Object.values(differences).map(
      ({ wires, real, standIn, why }) => `| ${[wires, real, standIn, why].map(cell).join(' | ')} |`,
    ),
    '',
  ].join('\n');

/** The whole of docs/generated/simulator.md. */
export function simulatorTable(): Promise<string> {
  const parts = [
    HEAD,
    ...tables(behaviours, VERSIONS, leftOut),
    RINGEX_HEAD,
    ...tables(ringexBehaviours, RINGEX_VERSIONS, ringexLeftOut),
    ADAPTER_HEAD,
    adapterTable(),
  ];
  return format([...parts, ''].join('\n'), { parser: 'markdown', printWidth: 100 });
}
