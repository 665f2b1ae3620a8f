// Every message that came, and every notification that was sent: a line each, and all of it when it is opened.

import { timeOf } from "./clock.js";
import { act, byId, element, get, list, say } from "./dom.js";
import { laidOut } from "./json.js";

export function showMessages(messages) {
  const items = [...messages.values()].reverse();
  byId("messages-none").hidden = items.length > 0;
  say(byId("messages-count"), items.length ? `the newest ${items.length}` : "");
  list(byId("messages-rows"), items, one => makeRow(one, "messages", messageIn), fillMessage);
}

export function showNotifications(notifications) {
  const items = [...notifications.values()].reverse();
  byId("notifications-none").hidden = items.length > 0;
  say(byId("notifications-count"), items.length ? `the newest ${items.length}` : "");
  list(byId("notifications-rows"), items, makeNotification, fillNotification);
}

/** A line that can be opened; what is in it is asked for then. */
function makeRow(item, kind, show) {
  const inner = element("div.inner");
  const summary = element("summary", {}, element("span.time.muted"), " ", element("strong"), " ",
    element("span.badge"), " ", element("span.about"));
  const details = element("details", {}, summary, inner);
  const load = async () => {
    const found = await get(`${kind}/${item.id}`);
    inner.replaceChildren(...(found ? show(found) : [element("p", {}, "This one isn't kept any more.")]));
  };
  details.addEventListener("toggle", () => {
    if (details.open) load();
  });
  details.reload = load;
  return element("li", {}, details);
}

function fillMessage(row, message) {
  const revision = message.revision === null ? "" : ` V2.0.${message.revision}`;
  say(row.querySelector(".time"), timeOf(message.time));
  say(row.querySelector("strong"), message.what);
  const badge = row.querySelector(".badge");
  say(badge, message.verdict);
  badge.dataset.state = message.accepted ? "good" : "bad";
  const about = [`${message.customer}${revision}`.trim(), message.fault && `fault ${message.fault}`, message.problem];
  say(row.querySelector(".about"), about.filter(Boolean).join(" · "));
}

function messageIn(message) {
  const parts = [];
  if (message.operation) {
    const href = `/reference#${encodeURIComponent(message.operation)}`;
    parts.push(element("p", {}, element("a", { href }, `What ${message.operation} takes and gives`)));
  }
  if (message.problems.length) {
    parts.push(element("h3", {}, "What is wrong or odd"));
    parts.push(element("ul", {}, ...message.problems.map(text => element("li", {}, text))));
  }
  if (message.signature) {
    const { text, digest, verified } = message.signature;
    parts.push(element("h3", {}, "Its digest ", badgeOf(verified ? "right" : "wrong", verified)));
    parts.push(element("p.code", {}, `MD5(${text})`));
    parts.push(element("p.code", {}, `sent: ${digest}`));
  }
  parts.push(element("h3", {}, "What came"), element("p.code", {}, `${message.method} ${message.target}`));
  parts.push(bodyOf(message.body, "What came"));
  const headers = message.headers.map(([name, value]) => `${name}: ${value}`).join("\n");
  parts.push(element("details", {}, element("summary", {}, "Its headers"), preOf(headers, "Headers")));
  const took = `status ${message.status}, made in ${(message.elapsed * 1000).toFixed(1)} ms`;
  parts.push(element("h3", {}, "What was answered"), element("p.muted", {}, took));
  parts.push(bodyOf(message.reply, "What was answered"));
  return parts;
}

function makeNotification(one) {
  const row = makeRow(one, "notifications", notificationIn);
  const click = () => act("send-again", { number: one.id });
  const name = `Send again: notification ${one.id}, ${one.kind}`;
  row.append(element("button.small", { type: "button", "aria-label": name, click }, "Send again"));
  row.classList.add("with-button");
  return row;
}

function fillNotification(row, one) {
  say(row.querySelector(".time"), timeOf(one.time));
  say(row.querySelector("strong"), one.kind);
  const badge = row.querySelector(".badge");
  say(badge, one.state);
  badge.dataset.state = { taken: "good", "given up": "bad", lost: "bad" }[one.state] ?? one.state;
  const answer = one.tries ? `answered ${one.status ?? "nothing"}` : "";
  const about = [one.customer, one.about, one.tries > 1 && `${one.tries} tries`, answer, one.fault, one.note];
  say(row.querySelector(".about"), about.filter(Boolean).join(" · "));
  const details = row.querySelector("details");
  if (details.open) details.reload();
}

function notificationIn(one) {
  const parts = [element("h3", {}, "What was sent")];
  if (one.body) parts.push(bodyOf(one.body, "What was sent"));
  else if (one.state === "kept") parts.push(element("p", {}, "Nothing: there is nowhere to send it to."));
  else parts.push(element("p", {}, "Nothing yet."));
  parts.push(element("h3", {}, "Answers"));
  const answers = one.attempts.map(attempt => element(
    "li",
    {},
    element("p", {}, `${timeOf(attempt.time)} ${attempt.what}: `,
      badgeOf(attempt.status === null ? "no answer" : String(attempt.status), attempt.taken), ` ${attempt.note}`),
    attempt.answer ? bodyOf(attempt.answer, "The answer") : null,
  ));
  parts.push(answers.length ? element("ol", {}, ...answers) : element("p", {}, "None."));
  return parts;
}

function badgeOf(text, isGood) {
  return element("span.badge", { "data-state": isGood ? "good" : "bad" }, text);
}

function bodyOf(body, label) {
  if (typeof body === "number") return element("p", {}, `${body} bytes that are no text`);
  return body ? preOf(laidOut(body), label) : element("p.muted", {}, "no body");
}

function preOf(text, label) {
  return element("pre", { tabindex: 0, role: "region", "aria-label": label }, text);
}
