// The call tasks and how far they are.

import { byId, element, list, say } from "./dom.js";

export function showTasks(tasks) {
  const items = [...tasks.values()].reverse();
  say(byId("tasks-count"), items.length ? String(items.length) : "");
  byId("tasks-none").hidden = items.length > 0;
  list(byId("tasks-rows"), items, make, fill);
}

function make(task) {
  return element(
    "li",
    {},
    element("p.title", {}, element("strong", {}, `${task.id} ${task.name}`), " ", element("span.badge"), " ",
      element("span.about.muted")),
    element("progress", { "aria-label": `Dialled numbers of task ${task.id}` }),
  );
}

function fill(row, task) {
  const badge = row.querySelector(".badge");
  say(badge, task.status);
  badge.dataset.state = task.status;
  const calls = task.running ? `, ${task.running} in a call` : "";
  say(row.querySelector(".about"),
    `agent ${task.agent}, ${task.mode} · ${task.dialled} of ${task.amount} dialled${calls}`);
  const progress = row.querySelector("progress");
  progress.max = Math.max(task.amount, 1);
  progress.value = task.dialled;
}
