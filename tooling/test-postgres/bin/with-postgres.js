#!/usr/bin/env node
await import('../dist/with-postgres.js')
