import type { Messages } from '@jackfield/core';

type ContactQuery = Messages['requests']['matchContacts']['data'][number];

/** Joins number and call type in one string (contactMatchIdentify.ts:12-16). */
export const encodeContactQuery = (phoneNumber: string, callType: string): string =>
  `${phoneNumber}_${callType}`.toLocaleLowerCase();

/** Splits such a string. Everything after a second underscore is lost (contactMatchIdentify.ts:18-24). */
export function decodeContactQuery(query: string): ContactQuery {
  const [phoneNumber = '', callType = ''] = query.split('_');
  return { phoneNumber, callType };
}
