#!/usr/bin/env node
// This file is separate because the files of a build in dist/ are not executable.
require('../dist/cli/mcp-stdio.js');
