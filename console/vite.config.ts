import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

const FRAME = /node_modules\/(react|react-dom|react-router|react-router-dom|scheduler|@patternfly|@tanstack|openapi-fetch|tslib)\//;

export default defineConfig({
  plugins: [react()],
  build: {
    outDir: 'target/classes/META-INF/resources',
    emptyOutDir: true,
    // The content security policy allows no data: URLs for scripts, styles or fonts.
    assetsInlineLimit: 0,
    // The libraries' chunk; pages are chunks of their own.
    chunkSizeWarningLimit: 800,
    target: 'es2022',
    rollupOptions: {
      output: {
        // One chunk for the libraries of every page, so that a change of ours leaves it in the browser's cache; what draws
        // charts and diagrams is loaded with the first of them.
        manualChunks: (id) => (FRAME.test(id) && !id.endsWith('.css') ? 'vendor' : undefined),
      },
    },
  },
  server: {
    proxy: { '/ajax-api': 'http://127.0.0.1:4170', '/logout': 'http://127.0.0.1:4170' },
  },
  test: {
    environment: 'jsdom',
    setupFiles: ['src/testing/setup.ts'],
    css: false,
    include: ['src/**/*.test.{ts,tsx}'],
    restoreMocks: true,
    testTimeout: 40_000,
  },
});
