import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

const backend = 'http://127.0.0.1:3000'

export default defineConfig({
  plugins: [react()],
  build: { modulePreload: { polyfill: false } },
  server: { proxy: { '/api': backend, '/oauth': backend, '/mcp': backend, '/.well-known': backend } }
})
