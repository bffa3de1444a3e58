import type { Messages } from '@jackfield/core';

type ContactQuery = Messages['requests']['matchContacts']['data'][number];

/** The one string in which number and kind of call travel (contactMatchIdentify.ts:12-16). */
export const encodeContactQuery = (phoneNumber: string, callType: string): string =>
  `${phoneNumber}_${callType}`.toLocaleLowerCase();

/** Its two parts. Whatever follows a second underscore is lost (contactMatchIdentify.ts:18-24). */
export function decodeContactQuery(query: string): ContactQuery {
  const [phoneNumber = '', callType = ''] = query.split('_');
  return { phoneNumber, callType };
}
