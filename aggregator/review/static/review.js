// Keys, verdicts without a reload, and the live preview. Every form works without this file.
"use strict";

const $ = (query, within = document) => within.querySelector(query);
const all = (query, within = document) => [...within.querySelectorAll(query)];
const listed = $("[data-issue]");
const says = (text) => { $("#says").textContent = text; };

async function ask(address, form, button) {
  const body = form && new URLSearchParams(new FormData(form, button));
  const answer = await fetch(address, { method: form ? "POST" : "GET", body, headers: { "X-Fragment": "1" } });
  if (answer.redirected && answer.url.endsWith("/login")) location.assign("/login");
  const made = document.createElement("template");
  made.innerHTML = await answer.text();
  return { ok: answer.ok, content: made.content };
}

function calmly(wait, run) {
  let timer;
  return (...given) => { clearTimeout(timer); timer = setTimeout(() => run(...given), wait); };
}

// The section beside the list

const refresh = calmly(250, async () => {
  const place = $("#preview");
  if (!place) return;
  const { ok, content } = await ask($("[data-section]").dataset.section);
  if (!ok) return;
  const open = all("details", place).map((each) => each.open);
  place.replaceChildren(content);
  all("details", place).forEach((each, at) => { each.open = open[at] ?? each.open; });
});

async function copy(button) {
  const answer = await fetch(button.dataset.copy);
  try {
    await navigator.clipboard.writeText(await answer.text());
    says("Der Abschnitt ist kopiert.");
    button.textContent = "Kopiert";
    setTimeout(() => { button.textContent = "Kopieren"; }, 2000);
  } catch {
    location.assign(button.dataset.copy);
  }
}

// The list

const items = () => all("article.item");
const current = () => document.activeElement?.closest("article.item") || $("article.item.here");

function go(item) {
  all(".here").forEach((each) => each.classList.remove("here"));
  item.classList.add("here");
  item.focus({ preventScroll: true });
  item.scrollIntoView({ block: "nearest" });
}

function step(by) {
  const from = items().indexOf(current());
  const to = items()[from < 0 ? 0 : from + by];
  if (to) go(to);
}

const KINDS = { open: "open", accept: "accepted", reject: "rejected", later: "later" };
const kindOf = (item) => Object.keys(KINDS).find((each) => item.classList.contains(each));

function count(item, by) {
  const shown = $(`[data-kind="${KINDS[kindOf(item)]}"] .count`);
  if (shown) shown.textContent = Number(shown.textContent) + by;
}

async function send(form, button, onward) {
  const item = form.closest("article.item");
  const next = items()[items().indexOf(item) + 1];
  const { ok, content } = await ask(button?.getAttribute("formaction") || form.action, form, button);
  const fresh = $("article.item", content);
  if (!fresh) { $("[data-shown]", item)?.replaceChildren(content); return; }
  count(item, -1);
  count(fresh, 1);
  item.replaceWith(fresh);
  says(ok ? `${$(".title", fresh).textContent}: ${$(".said", fresh).textContent}` : $(".sorry", fresh).textContent);
  go(onward && ok && next ? next : fresh);
  refresh();
}

async function edit(item) {
  const open = $(".editing", item);
  if (open) { open.remove(); go(item); return; }
  const box = document.createElement("div");
  box.className = "editing";
  box.append((await ask($(".edit", item).href)).content);
  item.append(box);
  $("input:not([type=hidden])", box)?.focus();
}

function press(value, item) {
  const button = $(`button[name=verdict][value=${value}]`, item);
  if (button) send(button.form, button, value !== "open");
}

// Forms that show what they understood

const understand = calmly(200, async (form) => {
  const { ok, content } = await ask(form.dataset.line, form);
  if (ok) $("[data-shown]", form).replaceChildren(content);
});

document.addEventListener("input", ({ target }) => {
  if (target.matches("[data-keys]")) localStorage.setItem("keys", target.checked ? "on" : "off");
  else if (target.closest("form[data-line]")) understand(target.closest("form"));
});

document.addEventListener("submit", (event) => {
  if (!listed || !event.target.matches("article.item form")) return;
  event.preventDefault();
  send(event.target, event.submitter, false);
});

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-copy], [data-help], a.edit");
  if (!button) return;
  if (button.dataset.copy) copy(button);
  else if ("help" in button.dataset) $("#help").showModal();
  else if (listed && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
    event.preventDefault();
    edit(button.closest("article.item"));
  }
});

const VERDICTS = { a: "accept", r: "reject", l: "later", u: "open" };

document.addEventListener("keydown", (event) => {
  const { key, target } = event;
  if (key === "Escape" && target.closest(".editing")) edit(target.closest("article.item"));
  if (event.ctrlKey || event.metaKey || event.altKey || localStorage.getItem("keys") === "off") return;
  if (target.closest("input, select, textarea, dialog")) return;
  const item = current();
  if (key === "?") $("#help").showModal();
  else if (key === "/" && $("#search")) $("#search").focus();
  else if (key === "j" || key === "k") step(key === "j" ? 1 : -1);
  else if (key === "e" && item && $(".edit", item)) edit(item);
  else if (VERDICTS[key] && item) press(VERDICTS[key], item);
  else return;
  event.preventDefault();
});

all("[data-copy], [data-help]").forEach((each) => { each.hidden = false; });
$("[data-keys]").checked = localStorage.getItem("keys") !== "off";
refresh();
