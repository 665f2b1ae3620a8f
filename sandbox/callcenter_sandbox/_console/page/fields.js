// Fields of a form out of what the document tells, and the values that people have put into them.

import { element } from "./dom.js";

let count = 0;

/** The label, the control and the hint of a field. */
export function fieldOf(field, prefilled) {
  count += 1;
  const id = `field-${count}`;
  const hint = `${id}-hint`;
  const control = controlOf(field, { id, name: field.name, "aria-describedby": hint });
  control.dataset.field = field.name;
  if (field.required) control.setAttribute("aria-required", "true");
  if (prefilled) prefill(control, field);
  const required = field.required ? element("span.required", {}, "required") : null;
  const hints = [field.wants, field.deprecated].filter(Boolean).join("; ");
  const parts = [
    element("label", { for: id }, field.name, " ", required),
    control,
    element("p.hint.muted", { id: hint }, hints),
  ];
  if (field.is_open) parts.push(suggestionsOf(field, control));
  return element("div.field", {}, ...parts);
}

function controlOf(field, attributes) {
  if (field.kind === "choice" || field.kind === "boolean") {
    const values = field.kind === "choice" ? field.choices : [["true", ""], ["false", ""]];
    const options = values.map(([value, label], index) =>
      element("option", { value: index + 1 }, label ? `${value}: ${label}` : String(value)));
    return element("select", attributes, element("option", { value: "" }, "not sent"), ...options);
  }
  if (field.kind === "list" || field.kind === "json") {
    return element("textarea", { ...attributes, rows: 3, spellcheck: "false" });
  }
  return element("input", { ...attributes, autocomplete: "off", spellcheck: "false" });
}

function suggestionsOf(field, control) {
  const id = `${control.id}-known`;
  control.setAttribute("list", id);
  const options = field.choices.map(([value, label]) => element("option", { value }, label));
  return element("datalist", { id }, ...options);
}

function prefill(control, field) {
  const { example } = field;
  if (field.kind === "choice") {
    const index = field.choices.findIndex(([value]) => String(value) === String(example));
    control.value = index < 0 ? "" : String(index + 1);
  } else if (field.kind === "list" && Array.isArray(example)) {
    control.value = example.join("\n");
  } else if (field.kind === "json") {
    control.value = JSON.stringify(example, null, 2);
  } else if (field.kind !== "boolean") {
    control.value = String(example ?? "");
  }
}

/** The value of a field as it is sent; undefined: it isn't. What doesn't fit goes out too: to see it refused. */
export function valueOf(field, control) {
  const text = control.value;
  if (text.trim() === "") return undefined;
  if (field.kind === "choice") return field.choices[Number(text) - 1][0];
  if (field.kind === "boolean") return text === "1";
  if (field.kind === "integer" && /^-?[0-9]{1,15}$/.test(text.trim())) return Number(text);
  if (field.kind === "number" && /^-?[0-9]{1,9}(\.[0-9]{1,6})?$/.test(text.trim())) return Number(text);
  if (field.kind === "list") return text.split("\n").map(line => line.trim()).filter(Boolean);
  if (field.kind === "json") return parsed(text);
  return text;
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
