import { protocol } from '@jackfield/core/ringcx';
import type { Widget, WidgetVersion } from '@jackfield/testing';
import {
  definitions,
  type MessageSchema,
  type Schema,
  widgetMessages,
} from '../../../src/generated/schemas.js';

/** Where `value` has a member that this version does not send. */
function untimely(schema: Schema, value: unknown, version: WidgetVersion, at: string): string[] {
  const found: string[] = [];
  const { $ref, allOf = [], properties = {}, items } = schema;
  const target = $ref && (definitions as Readonly<Record<string, Schema>>)[$ref];
  for (const part of target ? [target, ...allOf] : allOf)
    found.push(...untimely(part, value, version, at));
  if (Array.isArray(value) && items)
    for (const [index, item] of value.entries())
      found.push(...untimely(items, item, version, `${at}/${index}`));
  if (typeof value !== 'object' || value === null) return found;
  for (const [name, member] of Object.entries(properties)) {
    if (!(name in value)) continue;
    const where = `${at}/${name}`;
    if (member['x-versions']?.includes(version) === false) found.push(where);
    found.push(...untimely(member, (value as Record<string, unknown>)[name], version, where));
  }
  return found;
}

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
  const members = untimely(part.schema, read.body, version, '');
  return members.length > 0 ? `${version} has no ${members.join(', ')}` : undefined;
}

/** Fails if the widget sent anything that our schemas do not allow that version to send. */
export function allValid(sent: Widget['sent'], version: WidgetVersion): void {
  for (const { envelope } of sent) {
    const issues = issuesOf(envelope, version);
    if (issues) throw new Error(`${JSON.stringify(issues)} in ${JSON.stringify(envelope)}`);
  }
}
