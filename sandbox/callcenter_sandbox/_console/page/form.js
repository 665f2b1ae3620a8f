// The form that builds, signs and sends any operation, and shows how the digest is made.

import { byId, element, choices, post, say, tell } from "./dom.js";
import { fieldOf, valueOf } from "./fields.js";
import { laidOut } from "./json.js";

let operations = new Map();
let current = null;
let target = null;

export function prepareForm(description) {
  operations = new Map(description.operations.map(one => [one.id, one]));
  const form = byId("operation");
  const groups = new Map();
  for (const one of operations.values()) groups.set(one.tag, [...(groups.get(one.tag) ?? []), one.id]);
  form.elements.operation.append(...[...groups].map(([tag, ids]) =>
    element("optgroup", { label: tag || "Others" }, ...ids.map(id => element("option", { value: id }, id)))));
  choices(form.elements.customer, description.customers.map(name => [name, name]));
  const first = ["AgentLogin", ...operations.keys()].find(id => operations.has(id));
  form.elements.operation.value = first;
  form.elements.operation.addEventListener("change", () => choose(form.elements.operation.value));
  choose(first);
  form.addEventListener("submit", async event => {
    event.preventDefault();
    if (!current.takes_message || (await signIt())) await send();
  });
  byId("sign").addEventListener("click", signIt);
  byId("send-body").addEventListener("click", send);
}

function choose(id) {
  current = operations.get(id);
  say(byId("summary"), `${current.summary}.`);
  byId("described").href = `/reference#${encodeURIComponent(id)}`;
  const fields = [...current.parameters, ...current.command];
  fill(byId("fields"), fields, field => field.required);
  byId("fields").hidden = fields.length === 0;
  fill(byId("options"), current.param, () => false);
  byId("options").hidden = current.param.length === 0;
  byId("sign").hidden = !current.takes_message;
  byId("operation").querySelector("button:not([type])").textContent =
    current.takes_message ? "Sign and send" : "Send";
  byId("made").hidden = true;
  byId("reply").hidden = true;
}

function fill(parent, fields, isPrefilled) {
  const sorted = [...fields].sort((a, b) => Number(b.required) - Number(a.required));
  parent.querySelector(".fields").replaceChildren(...sorted.map(field => fieldOf(field, isPrefilled(field))));
}

/** The values of fields, by their names. */
function valuesIn(parent, fields) {
  const controls = new Map([...parent.querySelectorAll("[data-field]")].map(node => [node.dataset.field, node]));
  const pairs = fields.map(field => [field.name, valueOf(field, controls.get(field.name))]);
  return Object.fromEntries(pairs.filter(([, value]) => value !== undefined));
}

/** Where the operation is: its path with the parameters put in. */
function pathNow() {
  const values = valuesIn(byId("fields"), current.parameters);
  return current.path.replace(/\{([^{}]+)\}/g, (_, name) =>
    String(values[name] ?? "").split("/").filter(Boolean).map(encodeURIComponent).join("/"));
}

async function signIt() {
  const message = {};
  const param = valuesIn(byId("options"), current.param);
  if (Object.keys(param).length) message.param = param;
  message.request = valuesIn(byId("fields"), current.command);
  const made = await post("sign", { customer: byId("operation").elements.customer.value, message });
  if (!made) return false;
  target = { path: pathNow(), method: current.method };
  byId("joined").textContent = made.text;
  byId("digest").textContent = made.digest;
  byId("body").value = made.body;
  byId("made").hidden = false;
  tell("Signed. The digest is below the form.");
  return true;
}

async function send() {
  const { takes_message: takesMessage, method } = current;
  const path = takesMessage ? target.path : pathNow();
  const fault = byId("operation").elements.fault.value;
  const headers = fault ? { "X-Sandbox-Fault": fault } : {};
  if (takesMessage) headers["Content-Type"] = "application/json";
  const body = takesMessage ? byId("body").value : undefined;
  try {
    const reply = await fetch(path, { method, headers, body, cache: "no-store" });
    const type = reply.headers.get("Content-Type") ?? "";
    const bytes = await reply.arrayBuffer();
    const isText = !type.startsWith("audio/");
    const text = isText ? new TextDecoder().decode(bytes) : `${bytes.byteLength} bytes of ${type}`;
    answered(`status ${reply.status}`, verdictOf(text, reply), laidOut(text));
  } catch {
    answered("no reply", false, "The connection ended without a reply that can be read. "
      + "Among the messages below stands what the sandbox made of it.");
  }
}

/** Whether the reply says yes on both levels. */
function verdictOf(text, reply) {
  try {
    const { result, data } = JSON.parse(text);
    const responses = [data?.response, ...(data?.responses ?? [])].filter(Boolean);
    return [result, ...responses.map(one => one.result)].every(one => String(one.error) === "0");
  } catch {
    return reply.ok;
  }
}

function answered(state, isGood, text) {
  const badge = byId("reply-state");
  badge.textContent = `${state}, ${isGood ? "accepted" : "refused"}`;
  if (state === "no reply") badge.textContent = state;
  badge.dataset.state = isGood ? "good" : "bad";
  byId("reply-body").textContent = text;
  byId("reply").hidden = false;
  tell(`${current.id}: ${badge.textContent}.`, !isGood);
}
