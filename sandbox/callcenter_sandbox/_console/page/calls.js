// The calls on a time line, and each one's phases in words beside it.

import { now, timeOf } from "./clock.js";
import { byId, element, list, say } from "./dom.js";

const SVG = "http://www.w3.org/2000/svg";
const MOST = 50;
const ENDS = { agent: "by the agent", other: "by the other party", system: "by the system" };

let shown = [];
let bills = new Map();

export function showCalls(calls, notifications) {
  const all = [...calls.values()];
  bills = new Map();
  for (const one of notifications.values()) if (one.kind === "billing") bills.set(one.lane, one);
  shown = all.sort((a, b) => b.started - a.started).slice(0, MOST);
  const live = all.filter(call => call.ended === null).length;
  say(byId("calls-count"), live ? `${live} live` : "");
  byId("calls-none").hidden = shown.length > 0;
  // A bill belongs to its call's row: so that both count when it is told whether something is new.
  const items = shown.map(call => remembered({ ...call, bill: bills.get(call.id) ?? null }));
  const ids = new Set(items.map(item => item.id));
  for (const id of memory.keys()) if (!ids.has(id)) memory.delete(id);
  list(byId("calls-rows"), items, make, fill);
  drawCalls();
}

// Items that are made anew each time would look new each time.
const memory = new Map();
function remembered(item) {
  const text = JSON.stringify(item);
  const before = memory.get(item.id);
  if (before?.text === text) return before.item;
  memory.set(item.id, { text, item });
  return item;
}

function make() {
  const bar = document.createElementNS(SVG, "svg");
  bar.setAttribute("class", "line");
  bar.setAttribute("preserveAspectRatio", "none");
  bar.setAttribute("viewBox", "0 0 1000 12");
  bar.setAttribute("aria-hidden", "true"); // the phases stand below in words
  return element(
    "li.call",
    {},
    element("p.title", {}, element("strong.who"), " ", element("span.badge"), " ", element("span.about.muted")),
    bar,
    element("ol.phases"),
  );
}

function fill(row, call) {
  say(row.querySelector(".who"), `${call.agent || "voice code"} ${call.incoming ? "←" : "→"} ${call.number}`);
  const badge = row.querySelector(".badge");
  say(badge, call.stage);
  badge.dataset.state = call.stage;
  const about = [timeOf(call.started), call.task && `task ${call.task}`, call.userData];
  say(row.querySelector(".about"), about.filter(Boolean).join(" · "));
  fillPhases(row, call);
}

function fillPhases(row, call) {
  const words = phasesOf(call).map(([, from, to, text]) => `${text} ${lengthOf(from, to)}`);
  if (call.ended !== null) {
    words.push(`over ${ENDS[call.endedBy] ?? ""}${call.cause === 200 ? "" : ` (${call.cause})`}`);
    if (call.bill) words.push(`bill of ${call.fee}: ${call.bill.state}`);
    if (call.recorded) words.push("recorded");
  }
  const items = row.querySelector(".phases");
  while (items.children.length > words.length) items.lastChild.remove();
  words.forEach((text, index) => {
    if (!items.children[index]) items.append(element("li"));
    say(items.children[index], text);
  });
}

/** The phases of a call: class, begin, end, name. */
function phasesOf(call) {
  const end = call.ended ?? now();
  const phases = [];
  const answered = call.answered ?? end;
  const callee = call.incoming ? null : call.ringing;
  const agent = callee ?? answered;
  if (agent > call.started) phases.push(["agent-rings", call.started, agent, "agent rang"]);
  if (callee !== null && answered > callee) phases.push(["rings", callee, answered, "callee rang"]);
  if (call.answered !== null) phases.push(["talking", call.answered, end, "talk"]);
  return phases;
}

function lengthOf(from, to) {
  const seconds = Math.max(0, Math.round(to - from));
  return seconds < 90 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

/** Draw the bars: the right edge is now. */
export function drawCalls() {
  const span = Number(byId("span").value);
  const end = now();
  for (const row of byId("calls-rows").children) {
    const call = memory.get(row.dataset.id)?.item;
    if (!call) continue;
    if (call.ended === null) fillPhases(row, call);
    const bar = row.querySelector(".line");
    const phases = phasesOf(call).filter(([, , to]) => to > end - span);
    bar.toggleAttribute("hidden", phases.length === 0);
    while (bar.childElementCount > phases.length) bar.lastChild.remove();
    phases.forEach(([name, from, to], index) => {
      if (!bar.children[index]) bar.append(document.createElementNS(SVG, "rect"));
      const x = Math.max(0, 1 - (end - from) / span) * 1000;
      const right = Math.max(0, 1 - (end - to) / span) * 1000;
      const values = { class: name, x: x.toFixed(1), y: 0, height: 12, width: Math.max(right - x, 2).toFixed(1) };
      for (const [key, value] of Object.entries(values)) bar.children[index].setAttribute(key, value);
    });
  }
}

export function prepareCalls() {
  byId("span").addEventListener("change", drawCalls);
}
