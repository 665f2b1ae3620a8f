// The agents: their states, live, and what the person at the desk can do.

import { act, byId, choices, element, list, say } from "./dom.js";

// What can be done; the sandbox tells what of it each agent can do now.
const DEEDS = [
  ["login", "Log in"],
  ["idle", "Idle"],
  ["busy", "Busy"],
  ["away", "Away"],
  ["back", "Back"],
  ["logout", "Log out"],
];

export function showAgents(agents, inAll) {
  const items = [...agents.values()].sort((a, b) => a.id.localeCompare(b.id, "en", { numeric: true }));
  const there = items.filter(agent => agent.work !== "OFFLINE").length;
  say(byId("agents-count"), `${there} of ${inAll} logged in`);
  list(byId("agents-rows"), items, make, fill);
  choices(byId("call-in").elements.agent, items.map(agent => [agent.id, agent.id]));
}

function make(agent) {
  const buttons = DEEDS.map(([event, label]) => {
    const name = `${label}, agent ${agent.id}`;
    const click = () => act("agent", { agent: agent.id, event });
    return element("button.small", { type: "button", "data-event": event, "aria-label": name, click }, label);
  });
  const hangUp = { type: "button", "data-event": "hang-up", "aria-label": `Hang up, agent ${agent.id}` };
  hangUp.click = () => act("hang-up", { agent: agent.id });
  buttons.push(element("button.small", hangUp, "Hang up"));
  return element(
    "tr",
    { role: "row" },
    element("th", { role: "rowheader" }, agent.id),
    element("td", { role: "cell" }, element("span.badge")),
    element("td", { role: "cell" }, element("span.badge"), element("span.about.muted")),
    element("td", { role: "cell" }, element("div.buttons", {}, ...buttons)),
  );
}

function fill(row, agent) {
  const [work, line] = row.querySelectorAll(".badge");
  say(work, agent.leaves ? `${agent.work}, leaves` : agent.work);
  say(line, agent.line);
  work.dataset.state = agent.work;
  line.dataset.state = agent.line;
  say(row.querySelector(".about"), agent.call ?? "");
  for (const [event] of DEEDS) {
    row.querySelector(`[data-event="${event}"]`).hidden = !agent.deeds.includes(event);
  }
  row.querySelector('[data-event="hang-up"]').hidden = agent.call === null;
}

export function prepareAgents(description) {
  const begin = byId("call-in").elements.number.defaultValue.slice(0, -4);
  const numbers = description.numbers.map(one =>
    element("option", { value: `${begin}${one.ends}` }, one.incoming || one.outgoing),
  );
  byId("test-numbers").append(...numbers);
  byId("call-in").addEventListener("submit", event => {
    event.preventDefault();
    const { agent, number } = event.target.elements;
    act("call-in", { agent: agent.value, number: number.value.trim() });
  });
}
