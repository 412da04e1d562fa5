#!/bin/sh
# Makes lib/syntax/generated/RegoParser.{h,cpp} of RegoParser.g4 with Debian's antlr4 (4.7.2; needs a JRE).
# regenerate.sh [FOLDER [ALL]]: into FOLDER instead; ALL keeps the lexer's files too (for the test that compares
# lexers). The parser grammar reads RegoLexer.tokens, so the lexer is always generated first.
set -eu
cd "$(dirname "$0")"
target=${1:-../lib/syntax/generated}
mkdir -p "$target"
target=$(cd "$target" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for grammar in RegoLexer.g4 RegoParser.g4; do
  antlr4 -Dlanguage=Cpp -package reeve::syntax -no-listener -no-visitor -Werror -Xexact-output-dir \
    -lib "$work" -o "$work" "$grammar"
done
if [ "${2:-}" = ALL ]; then
  cp "$work"/*.h "$work"/*.cpp "$target"
else
  cp "$work/RegoParser.h" "$work/RegoParser.cpp" "$target"
fi
