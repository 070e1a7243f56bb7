#!/usr/bin/env node
// In a file of its own, since a build writes dist/ anew and what it writes cannot be executed.
require('../dist/cli/mcp-stdio.js');
