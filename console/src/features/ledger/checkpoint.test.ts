import { expect, it } from 'vitest';
import { readCheckpoint } from './checkpoint';

it('reads origin, size, root hash and signers', () => {
  const text = 'countersign.example/ledger\n42\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n\n— countersign.example/ledger AAAA\n— witness BBBB\n';

  expect(readCheckpoint(text)).toEqual({
    origin: 'countersign.example/ledger',
    size: '42',
    rootHash: '47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=',
    signers: ['countersign.example/ledger', 'witness'],
  });
});

it('reads nothing from a text that is no checkpoint', () => {
  expect(readCheckpoint('<html>')).toBeNull();
});
