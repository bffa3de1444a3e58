// #region command
const PANEL = 'http://127.0.0.1:4176';

/** Performs an action of a caller or an agent, as the control panel does. */
export async function act(
  action: string,
  args: readonly unknown[] = [],
  panel: string = PANEL,
): Promise<void> {
  const page = await (await fetch(panel)).text();
  const [, token = ''] = /data-token="([^"]+)"/.exec(page) ?? [];
  const { ok, status } = await fetch(`${panel}/commands`, {
    method: 'POST',
    headers: { origin: panel, 'content-type': 'application/json', 'x-jackfield-token': token },
    body: JSON.stringify({ panel: '', id: 0, command: { name: 'act', action, args } }),
  });
  if (!ok) throw new Error(`Expected the control panel to start ${action}, received ${status}.`);
}
// #endregion command
