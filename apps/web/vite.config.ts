import tailwind from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { compressedCopies } from './compressed-copies.ts'

const backend = 'http://127.0.0.1:3000'

export default defineConfig({
  plugins: [react(), tailwind(), compressedCopies()],
  // The workspace's root holds another React, for a tool; the pages may only have one.
  resolve: { dedupe: ['react', 'react-dom'] },
  build: { modulePreload: { polyfill: false }, manifest: true },
  server: {
    host: '127.0.0.1',
    strictPort: true,
    proxy: { '/api': backend, '/oauth': backend, '/mcp': backend, '/.well-known': backend }
  }
})
