// `adlcp:prerequisites` of SCORM 1.2: AICC's script (CAM 2.3.2.5.1), read by descent.
//
//   expression = conjunction { "|" conjunction }
//   conjunction = term { "&" term }
//   term = "~" term | "(" expression ")" | count "*{" names "}" | name [ ("=" | "<>") status ]

const TOKEN = /\s*(<>|\d+\*\{|[()~&|=}]|,|"[^"]*"|[^\s()~&|=<>{},"*]+)/y;
/** Statuses by their first letter, as AICC allows them to be written. */
const STATUSES = {
  p: "passed",
  c: "completed",
  f: "failed",
  i: "incomplete",
  b: "browsed",
  n: "not attempted",
};
const DONE = new Set(["passed", "completed"]);

function tokens(text) {
  const found = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.trimEnd().length) {
    const match = TOKEN.exec(text);
    if (!match) throw new SyntaxError(text);
    found.push(match[1]);
  }
  return found;
}

/**
 * Whether the items that a script asks for are done; `statusOf(identifier)` is a lesson_status.
 *
 * A script that cannot be read asks for nothing: a typing error must not lock people out.
 */
export function areMet(script, statusOf) {
  if (!script?.trim()) return true;
  try {
    const queue = tokens(script);
    const met = expression(queue, statusOf);
    return queue.length ? true : met;
  } catch (error) {
    if (error instanceof SyntaxError) return true;
    throw error;
  }
}

function expression(queue, statusOf) {
  let met = conjunction(queue, statusOf);
  while (queue[0] === "|") {
    queue.shift();
    met = conjunction(queue, statusOf) || met;
  }
  return met;
}

function conjunction(queue, statusOf) {
  let met = term(queue, statusOf);
  while (queue[0] === "&") {
    queue.shift();
    met = term(queue, statusOf) && met;
  }
  return met;
}

function term(queue, statusOf) {
  const token = queue.shift();
  if (token === undefined) throw new SyntaxError("end");
  if (token === "~") return !term(queue, statusOf);
  if (token === "(") {
    const met = expression(queue, statusOf);
    if (queue.shift() !== ")") throw new SyntaxError("(");
    return met;
  }
  if (token.endsWith("*{")) return several(parseInt(token, 10), queue, statusOf);
  if (/^[)&|=},]$|^<>$/.test(token)) throw new SyntaxError(token);
  const status = statusOf(token);
  if (queue[0] === "=" || queue[0] === "<>") {
    const wantsEqual = queue.shift() === "=";
    const word = (queue.shift() ?? "").replaceAll('"', "").toLowerCase();
    const wanted = STATUSES[word[0]];
    if (!wanted) throw new SyntaxError(word);
    return (status === wanted) === wantsEqual;
  }
  return DONE.has(status);
}

function several(count, queue, statusOf) {
  let met = 0;
  for (;;) {
    const token = queue.shift();
    if (token === undefined) throw new SyntaxError("{");
    if (token === "}") return met >= count;
    if (token !== "," && DONE.has(statusOf(token))) met += 1;
  }
}
