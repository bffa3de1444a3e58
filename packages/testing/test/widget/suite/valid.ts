import { protocol } from '@jackfield/core/ringcx';
import type { Widget, WidgetVersion } from '@jackfield/testing';
import { definitions, type MessageSchema, widgetMessages } from '../../../src/generated/schemas.js';
import { untimely } from './untimely.js';

function issuesOf(envelope: unknown, version: WidgetVersion): unknown {
  const read = protocol.readEnvelope(envelope);
  if (!read) return 'it is in no envelope';
  if (read.kind === 'response') return undefined;
  const found = protocol.dispatchFromWidget(read.kind, read.type, read.body);
  if (found.status === 'unknown') return 'its type is unknown';
  if (found.status === 'invalid') return found.issues;
  const message = (widgetMessages as Readonly<Record<string, MessageSchema>>)[found.name];
  if (!message?.versions.includes(version)) return `${found.name} is not of ${version}`;
  const part = message.kind === 'request' ? message.data : message.body;
  const members = untimely(part.schema, read.body, version, '', definitions);
  return members.length > 0 ? `${version} has no ${members.join(', ')}` : undefined;
}

/** Fails if the widget sent anything that our schemas do not allow that version to send. */
export function allValid(sent: Widget['sent'], version: WidgetVersion): void {
  for (const { envelope } of sent) {
    const issues = issuesOf(envelope, version);
    if (issues) throw new Error(`${JSON.stringify(issues)} in ${JSON.stringify(envelope)}`);
  }
}
