// Faults on demand: what may go wrong, and what is to.

import { act, byId, choices, element, list, say } from "./dom.js";

export function showFaults(faults) {
  say(byId("faults-count"), faults.length ? `${faults.length} on` : "");
  list(byId("faults-rows"), faults, make, fill);
}

function make(fault) {
  const name = `Turn off ${fault.kind} for ${fault.operation}`;
  const click = () => act("clear-fault", { number: fault.id });
  return element(
    "li.with-button",
    {},
    element("p", {}, element("strong", {}, fault.kind), " for ", fault.operation, " ", element("span.about.muted")),
    element("button.small", { type: "button", "aria-label": name, click }, "Turn off"),
  );
}

function fill(row, fault) {
  const left = fault.left === null ? "until it is turned off" : `${fault.left} to come`;
  const chance = fault.probability === 1 ? "" : `, by chance ${fault.probability}`;
  say(row.querySelector(".about"), `${left}${chance}, came ${fault.hits} ${fault.hits === 1 ? "time" : "times"}`);
}

/** What a fault does, and what becomes of the command, which a caller who gets no reply can't know. */
function whatHappens(kind) {
  const says = kind.says.replaceAll("`", "");
  if (kind.ofNotifications) return says;
  return `${says}; the command is ${kind.effect ? "" : "not "}carried out`;
}

export function prepareFaults(description) {
  const form = byId("fault");
  const { kind, operation, times } = form.elements;
  const kinds = new Map(description.faults.map(one => [one.kind, one]));
  choices(kind, [...kinds.keys()].map(name => [name, name]));
  const fit = () => {
    const one = kinds.get(kind.value);
    const names = one.ofNotifications ? description.notifications : description.operations.map(each => each.id);
    choices(operation, [["*", one.ofNotifications ? "all notifications" : "all operations"],
      ...names.map(name => [name, name])]);
    say(byId("fault-says"), whatHappens(one));
  };
  kind.value = "close-after-reading";
  kind.addEventListener("change", fit);
  fit();
  form.addEventListener("submit", event => {
    event.preventDefault();
    const number = times.value.trim();
    act("fault", { kind: kind.value, operation: operation.value, times: number === "" ? null : Number(number) });
  });
  const ofRequests = description.faults.filter(one => !one.ofNotifications);
  const ofOne = byId("operation").elements.fault;
  ofOne.append(...ofRequests.map(one => element("option", { value: one.kind }, one.kind)));
  ofOne.addEventListener("change", () =>
    say(byId("send-fault-says"), ofOne.value ? whatHappens(kinds.get(ofOne.value)) : ""));
}
