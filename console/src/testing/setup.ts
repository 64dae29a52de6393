import '@testing-library/jest-dom/vitest';
import { cleanup, configure } from '@testing-library/react';
import { afterEach, vi } from 'vitest';

// Pages load their code when first visited, which takes its time on a busy machine.
configure({ asyncUtilTimeout: 10_000 });

// jsdom has no media queries.
window.matchMedia = (query) => Object.assign(new EventTarget(), { matches: false, media: query }) as MediaQueryList;

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

// jsdom lays nothing out.
Element.prototype.scrollTo ??= () => undefined;

// Nor does it draw.
HTMLCanvasElement.prototype.getContext = () => null;

// Nor does it read the bytes of a file all at once; and its bytes are of another world than the cryptography of Node.js.
Blob.prototype.arrayBuffer ??= function arrayBuffer(this: Blob) {
  return new Promise<ArrayBuffer>((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(structuredClone(reader.result as ArrayBuffer));
    reader.onerror = () => reject(reader.error ?? new Error('unreadable'));
    reader.readAsArrayBuffer(this);
  });
};
