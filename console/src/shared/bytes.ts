/** Lower-case hex of the SHA-256 of the bytes, computed in this browser. */
export async function sha256Hex(bytes: Blob): Promise<string> {
  if (!globalThis.crypto?.subtle) {
    throw new Error('This browser offers cryptography only to pages that came over https or from localhost.');
  }
  const digest = await crypto.subtle.digest('SHA-256', await bytes.arrayBuffer());
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** The bytes as JSON carries them. */
export async function asBase64(bytes: Blob): Promise<string> {
  const binary = Array.from(new Uint8Array(await bytes.arrayBuffer()), (byte) => String.fromCharCode(byte));
  return btoa(binary.join(''));
}
