import { isJackfieldError, type Host } from '@jackfield/core';

// #region send
/** Calls a number, or returns why that is not possible now. */
export async function call(host: Host, phoneNumber: string): Promise<string> {
  try {
    await host.send('clickToDial', { phoneNumber });
    return 'The phone is dialling.';
  } catch (error) {
    if (isJackfieldError(error) && error.code === 'WIDGET_NOT_READY') {
      return 'The phone is not ready. No call was made; try again later.';
    }
    throw error;
  }
}
// #endregion send
