import type { Messages } from '@jackfield/core';

type Pushes = Messages['pushes'] & Messages['pagePushes'];
type Requests = Messages['requests'] & Messages['pageRequests'];

/** The name of a message of plugins or hosts, in either direction. */
export type MessageName = keyof Pushes | keyof Requests;

/** The parts of a message: a push has a body, a request has data and a result. */
export type PartName<Name extends MessageName> = Name extends keyof Requests
  ? 'data' | 'result'
  : 'body';

/** The part that the sender of a message sends: the body of a push, the data of a request. */
export type SaidPart<Name extends MessageName> = Name extends keyof Requests ? 'data' : 'body';

/** The type of a message's part. */
export type PartOf<Name extends MessageName, Part> = Name extends keyof Requests
  ? Part extends keyof Requests[Name]
    ? Requests[Name][Part]
    : never
  : Name extends keyof Pushes
    ? Pushes[Name]
    : never;
