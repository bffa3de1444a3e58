import { envelopes as ringcxEnvelopes, protocol as ringcxProtocol } from '@jackfield/core/ringcx';
import { envelopes as ringexEnvelopes, protocol as ringexProtocol } from '@jackfield/ringex/wire';
import { widgetExamples as ringcxExamples } from '../generated/examples.js';
import { widgetExamples as ringexExamples } from '../ringex-widget/generated/examples.js';
import type { AnyWire } from '../transcript/recorded-wire.js';

/** A wire whose messages are inspected. */
export interface InspectedWire extends AnyWire {
  /** Returns the data of an example of a request of the widget. */
  exampleOf(name: string): unknown;
}

const exampleIn =
  (examples: Readonly<Record<string, readonly object[]>>) =>
  (name: string): unknown =>
    (examples[name]?.[0] as { readonly data?: unknown } | undefined)?.data;

export const ringcxWire: InspectedWire = {
  protocol: ringcxProtocol,
  envelopes: ringcxEnvelopes,
  exampleOf: exampleIn(ringcxExamples),
};

export const ringexWire: InspectedWire = {
  protocol: ringexProtocol,
  envelopes: ringexEnvelopes,
  exampleOf: exampleIn(ringexExamples),
};
