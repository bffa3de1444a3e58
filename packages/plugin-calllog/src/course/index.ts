// What the rest of the package uses of the course of a call.
export type { CallMemory, CallRow } from './call-memory.js';
export { createCourses, type Courses, type CoursesOptions } from './courses.js';
export {
  resolveContacts,
  type ContactsTiming,
  type ResolveContact,
  type ResolvedContacts,
} from './resolve-contacts.js';
export { resolveDisposition, type Dispositions } from './resolve-disposition.js';
export type { Due, UndisposedCall } from './undisposed.js';
