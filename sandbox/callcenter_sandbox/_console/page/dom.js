// What all parts of the page use: elements, lists that keep their elements, and what people do.
// Text comes into the page by textContent alone: nothing that came from outside is ever read as HTML.

export const byId = id => document.getElementById(id);

/** An element: its tag with classes after dots, its attributes, and what is in it. */
export function element(name, attributes = {}, ...children) {
  const [tag, ...classes] = name.split(".");
  const made = document.createElement(tag);
  if (classes.length) made.className = classes.join(" ");
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === "function") made.addEventListener(key, value);
    else if (value === true) made.setAttribute(key, "");
    else if (value !== false && value !== null && value !== undefined) made.setAttribute(key, value);
  }
  made.append(...children.filter(child => child !== null && child !== undefined));
  return made;
}

/** Set a text, unless it is that already: a screen reader has nothing to say then. */
export function say(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

/** Fill a select with pairs of value and label; what was chosen stays chosen, and one that is open stays open. */
export function choices(select, pairs) {
  const same = (option, index) => pairs[index]?.[0] === option.value;
  if (select.options.length === pairs.length && [...select.options].every(same)) return;
  const before = select.value;
  select.replaceChildren(...pairs.map(([value, label]) => element("option", { value }, label)));
  if (pairs.some(([value]) => value === before)) select.value = before;
}

const shown = new WeakMap();

/**
 * Bring a list's elements in line with its items. An item that is there already keeps its element, and with it
 * the focus, what is open, and the place in the box.
 */
export function list(parent, items, make, fill) {
  const nodes = new Map([...parent.children].map(node => [node.dataset.id, node]));
  let next = null;
  for (const item of [...items].reverse()) {
    const id = String(item.id);
    let node = nodes.get(id);
    nodes.delete(id);
    if (!node) {
      node = make(item);
      node.dataset.id = id;
    }
    if (shown.get(node) !== item) {
      shown.set(node, item);
      keepingFocus(node, () => fill(node, item));
    }
    if (node.parentNode !== parent || node.nextSibling !== next) parent.insertBefore(node, next);
    next = node;
  }
  for (const node of nodes.values()) node.remove();
}

/** Change an element; when the button that had the focus is gone, the next one gets it. */
function keepingFocus(node, change) {
  const had = node.contains(document.activeElement);
  change();
  if (had && !node.contains(document.activeElement)) node.querySelector("button:not([hidden])")?.focus();
}

/** Tell people what has come of what they did. */
export function tell(text, isProblem = false) {
  const line = byId("said");
  line.textContent = text;
  line.classList.toggle("problem", isProblem);
}

/** POST to the console; the answer, or null when it was refused, which is told. */
export async function post(name, given) {
  let answer;
  try {
    const reply = await fetch(`/console/${name}`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(given),
    });
    answer = await answerOf(reply);
    if (reply.ok) return answer;
  } catch {
    answer = { error: "the sandbox can't be reached" };
  }
  tell(answer.error, true);
  return null;
}

/** Do something to the sandbox, and tell what has come of it. */
export async function act(name, given) {
  const answer = await post(name, given);
  if (answer) tell(answer.said);
}

/** What a part of the console's own answers; null when it is gone. */
export async function get(path) {
  try {
    const reply = await fetch(`/console/${path}`);
    return reply.ok ? await reply.json() : null;
  } catch {
    return null;
  }
}

async function answerOf(reply) {
  try {
    return await reply.json();
  } catch {
    return { error: `the sandbox answered ${reply.status}; reload this page` };
  }
}
