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
