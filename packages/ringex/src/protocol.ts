import { checkData, checkResult } from '@jackfield/core/ringcx';
import { pushes as ringcxPushes } from '@jackfield/core/ringcx';
import type { FailedKeyword, MessageMaps, Protocol } from '@jackfield/core/protocol';
import { protocol as wire } from './generated/protocol.js';
import type { RingexMessages } from './messages.js';
import type { RingexOptions } from './translate/options.js';
import { createTranslator } from './translate/translator.js';
