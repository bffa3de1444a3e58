import { optionsChecker } from '@jackfield/plugin-kit';
import { CallLogError } from './call-log-error.js';

export const checkOptions: ReturnType<typeof optionsChecker> = optionsChecker(CallLogError);
