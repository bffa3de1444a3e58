import type { RingexVersion, RingexWidget } from '@jackfield/testing';
import { issuesOf } from '../../src/data/derive/issues.js';
import {
  definitions,
  type MessageSchema,
  pageMessages,
  type PartSchema,
  widgetMessages,
} from '../../src/ringex-widget/generated/schemas.js';
import { type Members, names } from '../../src/ringex-widget/wire.js';
import { untimely } from '../widget/suite/untimely.js';

type Messages = Readonly<Record<string, MessageSchema | undefined>>;
type Definitions = Parameters<typeof untimely>[4];

const { request, response } = names.widget;

/** Not by the validators: of most messages they check only that the body is an object. */
function issuesOfPart(
  { required, schema }: PartSchema,
  value: unknown,
  version: RingexVersion,
): unknown {
  if (value === undefined && !required) return undefined;
  const issues = issuesOf(schema as never, value, definitions as never);
  if (issues.length > 0) return issues;
  const members = untimely(schema as never, value, version, '', definitions as Definitions);
  return members.length > 0 ? `${version} has no ${members.join(', ')}` : undefined;
}

/** Fails if the widget sent anything that our schemas do not allow that version to send. */
export function allValid(
  { sent, received }: Pick<RingexWidget, 'sent' | 'received'>,
  version: RingexVersion,
): void {
  const asked = new Map(
    received.map(({ envelope, name }) => [(envelope as Members | null)?.['requestId'], name]),
  );
  const issuesOfMessage = (envelope: Members, name: string | undefined): unknown => {
    const { type, ...body } = envelope;
    if (type === response.tag) {
      const message = (pageMessages as Messages)[asked.get(envelope[response.id]) ?? ''];
      // A path that this version does not know.
      if (message?.kind !== 'request' || !message.versions.includes(version)) return undefined;
      return issuesOfPart(message.result, envelope[response.result], version);
    }
    const message = (widgetMessages as Messages)[name ?? ''];
    if (!message) return 'its type is unknown';
    if (!message.versions.includes(version)) return `${message.name} is not of ${version}`;
    return message.kind === 'request'
      ? issuesOfPart(message.data, envelope[request.body], version)
      : issuesOfPart(message.body, body, version);
  };
  for (const { envelope, name } of sent) {
    const issues = issuesOfMessage(envelope as Members, name);
    if (issues) throw new Error(`${JSON.stringify(issues)} in ${JSON.stringify(envelope)}`);
  }
}
