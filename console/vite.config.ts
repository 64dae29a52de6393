import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

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
        // One shared chunk for the libraries, so that a change of ours leaves it in the browser's cache.
        manualChunks: (id) => (id.includes('node_modules') && !id.endsWith('.css') ? 'vendor' : undefined),
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
