import { optionsChecker } from '@jackfield/plugin-kit';
import { ContactsError } from './contacts-error.js';

export const checkOptions: ReturnType<typeof optionsChecker> = optionsChecker(ContactsError);
