/**
 * Reads a response's body as text; `undefined` if it has more than `maxBytes` bytes, in which case the
 * rest is not read and the connection is closed. A page must not run out of memory because a server
 * sends an export, or a stream without an end.
 */
export async function readText(response: Response, maxBytes: number): Promise<string | undefined> {
  const { body } = response;
  // The length is that of the compressed body, which may be far shorter.
  if (Number(response.headers.get('content-length')) > maxBytes) {
    await body?.cancel();
    return undefined;
  }
  if (!body) return '';
  // Not every browser iterates a stream.
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    bytes += part.value.byteLength;
    if (bytes > maxBytes) {
      await reader.cancel();
      return undefined;
    }
    text += decoder.decode(part.value, { stream: true });
  }
  return text + decoder.decode();
}
