#!/bin/sh
# Makes ../static/piperoll (one stylesheet, one script, their manifest) and the markup the tests compare with.
# Run it after changing anything here; the results are committed, so nobody needs Node to run Piperoll.
set -eu
cd "$(dirname "$0")"
out=../static/piperoll
npm ci --no-audit --no-fund --ignore-scripts --silent

sass() { npx sass --style=compressed --no-source-map --no-charset --quiet-deps --load-path=. --load-path=node_modules "$1"; }
{ sass styles/govuk.scss; sass styles/moj.scss; sass styles/piperoll.scss; } > "$out/piperoll.css"
npx esbuild scripts/piperoll.mjs --bundle --minify --format=iife --target=es2020 --legal-comments=none \
  --outfile="$out/piperoll.js" --log-level=warning
node manifest.mjs "$out"
node oracles.mjs ../../../../tests/web/components/govuk_fixtures.json
