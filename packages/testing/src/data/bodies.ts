import type { Messages } from '@jackfield/core';

type Pushes = Messages['pushes'] & Messages['pagePushes'];
type Requests = Messages['requests'] & Messages['pageRequests'];

/** The name of a message that plugins or hosts meet, whoever sends it. */
export type MessageName = keyof Pushes | keyof Requests;

/** What a message consists of: a push of its body, a request of its data and its result. */
export type PartName<Name extends MessageName> = Name extends keyof Requests
  ? 'data' | 'result'
  : 'body';

/** What a message says: the body of a push, the data of a request. */
export type SaidPart<Name extends MessageName> = Name extends keyof Requests ? 'data' : 'body';

/** The type of a message's part. */
export type PartOf<Name extends MessageName, Part> = Name extends keyof Requests
  ? Part extends keyof Requests[Name]
    ? Requests[Name][Part]
    : never
  : Name extends keyof Pushes
    ? Pushes[Name]
    : never;
