// Lays JSON out on lines without reading it as values: so every digit and every repeated key stays as it came.

const TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/g;

export function laidOut(text) {
  try {
    JSON.parse(text);
  } catch {
    return text;
  }
  let depth = 0;
  let out = "";
  const tokens = text.match(TOKEN) ?? [];
  tokens.forEach((token, index) => {
    const line = () => `\n${"  ".repeat(depth)}`;
    if (token === "{" || token === "[") {
      depth += 1;
      const empty = "}]".includes(tokens[index + 1]);
      out += token + (empty ? "" : line());
    } else if (token === "}" || token === "]") {
      depth -= 1;
      const empty = "{[".includes(tokens[index - 1]);
      out += (empty ? "" : line()) + token;
    } else if (token === ",") {
      out += token + line();
    } else {
      out += token === ":" ? ": " : legible(token);
    }
  });
  return out;
}

/** A text with its characters in place of \u escapes, as far as they can be shown. */
function legible(token) {
  return token.startsWith('"') ? JSON.stringify(JSON.parse(token)) : token;
}
