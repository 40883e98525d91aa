import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { compressBuild } from './compress-build.ts';

const server = 'http://localhost:3000';

export default defineConfig({
  plugins: [react(), tailwindcss(), compressBuild()],
  server: {
    port: 5173,
    // The host stays what the browser asked for, so that the server recognizes the page as its own.
    proxy: Object.fromEntries(['/trpc', '/health', '/socket.io'].map((path) => [path, { target: server, ws: path === '/socket.io', changeOrigin: false }])),
  },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2023',
    sourcemap: false,
    assetsInlineLimit: 0,
    // Schemas that a page does not use are dropped with their validator; building a schema has no effect of its own.
    rolldownOptions: { treeshake: { manualPureFunctions: ['z'] } },
  },
});
