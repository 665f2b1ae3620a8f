// Keeps the page in step with the sandbox: all that there is at first, then what changes.

import { prepareAgents, showAgents } from "./agents.js";
import { drawCalls, prepareCalls, showCalls } from "./calls.js";
import { isRunning, prepareClock, setClock, showClock } from "./clock.js";
import { byId, get, say, tell } from "./dom.js";
import { prepareFaults, showFaults } from "./faults.js";
import { prepareForm } from "./form.js";
import { showMessages, showNotifications } from "./messages.js";
import { showTasks } from "./tasks.js";

const KINDS = ["agents", "calls", "tasks", "messages", "notifications"];

const state = Object.fromEntries(KINDS.map(kind => [kind, new Map()]));
let agentsInAll = 0;
let most = 0; // rows of a kind, as the sandbox sends at first
let source = null;

/** Take rows that are new or have changed; the oldest go when there are too many. */
function take(kind, rows) {
  const known = state[kind];
  for (const row of rows) known.set(String(row.id), row);
  if (kind === "agents") return;
  for (const id of known.keys()) {
    if (known.size <= most) break;
    known.delete(id);
  }
}

function news(event) {
  const told = JSON.parse(event.data);
  if (event.type === "snapshot") for (const kind of KINDS) state[kind].clear();
  for (const kind of KINDS) if (told[kind]) take(kind, told[kind]);
  agentsInAll = told.agentsInAll ?? agentsInAll;
  setClock(told.clock);
  if (told.agents) showAgents(state.agents, agentsInAll);
  if (told.notifications?.length || event.type === "snapshot") showNotifications(state.notifications);
  if (told.calls) showCalls(state.calls, state.notifications);
  if (told.tasks) showTasks(state.tasks);
  if (told.messages) showMessages(state.messages);
  if (told.faults) showFaults(told.faults);
  drawCalls();
  live(true);
}

function live(isLive) {
  const badge = byId("live");
  say(badge, isLive ? "live" : "connection lost; trying again");
  badge.dataset.state = isLive ? "good" : "bad";
}

function connect() {
  if (source && source.readyState !== EventSource.CLOSED) return;
  source = new EventSource("/console/events");
  source.addEventListener("snapshot", news);
  source.addEventListener("change", news);
  source.addEventListener("error", () => live(false));
}

/** A browser has few connections for a host: a tab that nobody sees gives its one back. */
function visible() {
  if (document.hidden) source?.close();
  else connect();
}

async function begin() {
  prepareClock();
  prepareCalls();
  const description = await get("description");
  if (!description) {
    tell("The sandbox can't be reached, or doesn't let this page in. Reload it.", true);
    return;
  }
  most = description.newest;
  say(byId("version"), `API description ${description.version}`);
  prepareAgents(description);
  prepareFaults(description);
  prepareForm(description);
  document.addEventListener("visibilitychange", visible);
  visible();
  setInterval(() => {
    if (isRunning()) {
      showClock();
      drawCalls();
    }
  }, 1000);
  // One that was told to go away (the sandbox has another token now) doesn't come again by itself.
  setInterval(() => {
    if (!document.hidden) connect();
  }, 5000);
}

begin();
