import { envelopes as ringcxEnvelopes, protocol as ringcxProtocol } from '@jackfield/core/ringcx';
import { envelopes as ringexEnvelopes, protocol as ringexProtocol } from '@jackfield/ringex/wire';
import type { FailedKeyword } from '@jackfield/core/protocol';
import { issuesOf } from '../data/derive/issues.js';
import type { Definitions } from '../data/derive/schema.js';
import { widgetExamples as ringcxExamples } from '../generated/examples.js';
import {
  definitions as ringcxDefinitions,
  type MessageSchema,
  widgetMessages as ringcxMessages,
} from '../generated/schemas.js';
import { widgetExamples as ringexExamples } from '../ringex-widget/generated/examples.js';
import {
  definitions as ringexDefinitions,
  widgetMessages as ringexMessages,
} from '../ringex-widget/generated/schemas.js';
import type { AnyWire } from '../transcript/recorded-wire.js';

/** A wire whose messages are inspected. */
export interface InspectedWire extends AnyWire {
  /** Returns the data of an example of a request of the widget. */
  exampleOf(name: string): unknown;
  /** Returns the issues of an answer to a request of the widget, also where core does not validate it. */
  resultIssues(name: string, result: unknown): readonly FailedKeyword[];
}

const resultIssuesIn =
  (messages: Readonly<Record<string, MessageSchema>>, definitions: Definitions) =>
  (name: string, result: unknown): readonly FailedKeyword[] => {
    const message = messages[name];
    const part = message?.kind === 'request' ? message.result : undefined;
    if (!part || (result === undefined && !part.required)) return [];
    return issuesOf(part.schema, result, definitions, undefined, false);
  };

const exampleIn =
  (examples: Readonly<Record<string, readonly object[]>>) =>
  (name: string): unknown => {
    const exchange: { readonly data?: unknown } = examples[name]?.[0] ?? {};
    return exchange.data;
  };

export const ringcxWire: InspectedWire = {
  protocol: ringcxProtocol,
  envelopes: ringcxEnvelopes,
  exampleOf: exampleIn(ringcxExamples),
  resultIssues: resultIssuesIn(ringcxMessages, ringcxDefinitions),
};

export const ringexWire: InspectedWire = {
  protocol: ringexProtocol,
  envelopes: ringexEnvelopes,
  exampleOf: exampleIn(ringexExamples),
  resultIssues: resultIssuesIn(ringexMessages, ringexDefinitions),
};
