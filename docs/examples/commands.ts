import { isJackfieldError, type Host } from '@jackfield/core';

// #region send
/** Calls a number, or says why that cannot be now. */
export async function call(host: Host, phoneNumber: string): Promise<string> {
  try {
    await host.send('clickToDial', { phoneNumber });
    return 'The phone is dialling.';
  } catch (error) {
    if (isJackfieldError(error) && error.code === 'WIDGET_NOT_READY') {
      return 'The phone is not there. Nobody was called; try again when it is.';
    }
    throw error;
  }
}
// #endregion send
