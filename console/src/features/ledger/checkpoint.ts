/** A C2SP checkpoint, read for display only: verifying it is the offline verifier's work. */
export interface Checkpoint {
  origin: string;
  size: string;
  rootHash: string;
  signers: string[];
}

/** The parts of a checkpoint (C2SP tlog-checkpoint); null when the text is none. */
export function readCheckpoint(text: string): Checkpoint | null {
  const [head = '', signatures = ''] = text.split('\n\n');
  const [origin, size, rootHash] = head.split('\n');
  if (!origin || !size || !/^\d+$/.test(size) || !rootHash) {
    return null;
  }
  const signers = signatures
    .split('\n')
    .filter((line) => line.startsWith('— '))
    .map((line) => line.split(' ')[1] ?? '');
  return { origin, size, rootHash, signers };
}
