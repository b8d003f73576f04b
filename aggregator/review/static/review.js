// Keys, verdicts without a reload, and the live preview. Every form works without this file.
"use strict";

const $ = (query, within = document) => within.querySelector(query);
const all = (query, within = document) => [...within.querySelectorAll(query)];
const columns = $("[data-issue]");
const says = (text) => { $("#says").textContent = text; };

async function ask(address, form, button) {
  const body = form && new URLSearchParams(new FormData(form, button));
  const answer = await fetch(address, { method: form ? "POST" : "GET", body, headers: { "X-Fragment": "1" } });
  if (answer.redirected && answer.url.endsWith("/login")) location.assign("/login");
  return answer;
}

function parsed(html) {
  const made = document.createElement("template");
  made.innerHTML = html;
  return made.content;
}

const later = (wait, run) => {
  let timer;
  return (...given) => { clearTimeout(timer); timer = setTimeout(() => run(...given), wait); };
};

// The section beside the list

const refresh = later(250, async () => {
  const place = $("#preview");
  if (!place) return;
  const open = all("details", place).map((each) => each.open);
  const answer = await ask($("[data-section]").dataset.section);
  if (!answer.ok) return;
  place.replaceChildren(parsed(await answer.text()));
  all("details", place).forEach((each, at) => { if (at in open) each.open = open[at]; });
});

async function copy(button) {
  const answer = await fetch(button.dataset.copy);
  const text = await answer.text();
  try {
    await navigator.clipboard.writeText(text);
    says("Der Abschnitt ist kopiert.");
    button.textContent = "Kopiert";
  } catch {
    location.assign(button.dataset.copy);
  }
  setTimeout(() => { button.textContent = "Kopieren"; }, 2000);
}

// The list

const items = () => all("article.item");
const current = () => document.activeElement?.closest("article.item") || $("article.item.here");

function go(item) {
  if (!item) return;
  all(".here").forEach((each) => each.classList.remove("here"));
  item.classList.add("here");
  item.focus({ preventScroll: true });
  item.scrollIntoView({ block: "nearest" });
}

function step(by, from = current()) {
  const listed = items();
  const at = listed.indexOf(from);
  go(listed[at < 0 ? (by > 0 ? 0 : listed.length - 1) : Math.min(Math.max(at + by, 0), listed.length - 1)]);
}

function count(from, to) {
  for (const [kind, by] of [[from, -1], [to, 1]]) {
    const shown = $(`[data-kind="${{ open: "open", accept: "accepted", reject: "rejected", later: "later" }[kind]}"] .count`);
    if (shown) shown.textContent = Number(shown.textContent) + by;
  }
}

const verdictOf = (item) => ["accept", "reject", "later"].find((each) => item.classList.contains(each)) || "open";

async function decide(form, button, onward) {
  const item = form.closest("article.item");
  const next = items()[items().indexOf(item) + 1];
  const answer = await ask(form.action, form, button);
  const fresh = parsed(await answer.text()).querySelector("article.item");
  if (!fresh) { form.submit(); return; }
  count(verdictOf(item), verdictOf(fresh));
  item.replaceWith(fresh);
  says(answer.ok ? `${$("h3", fresh).textContent}: ${$(".said", fresh).textContent}` : $(".sorry", fresh).textContent);
  go(onward && answer.ok && next ? next : fresh);
  refresh();
}

async function edit(item) {
  const open = $(".editing", item);
  if (open) { open.remove(); go(item); return; }
  const answer = await ask($(".edit", item).href);
  const box = document.createElement("div");
  box.className = "editing";
  box.append(parsed(await answer.text()));
  item.append(box);
  $("input:not([type=hidden])", box)?.focus();
}

// Fields that show what they understood

const understand = later(200, async (form) => {
  const answer = await ask(form.dataset.line, form);
  const shown = $("[data-shown]", form);
  if (answer.ok && shown) shown.replaceChildren(parsed(await answer.text()));
});

document.addEventListener("input", (event) => {
  const form = event.target.closest("form[data-line]");
  if (form) understand(form);
});

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.matches("article.item form.verdict") && columns) {
    event.preventDefault();
    decide(form, event.submitter, false);
  } else if (form.matches("article.item .editing form.fields")) {
    event.preventDefault();
    save(form, event.submitter);
  }
});

async function save(form, button) {
  const item = form.closest("article.item");
  const answer = await ask(form.action, form, button);
  const content = parsed(await answer.text());
  const fresh = content.querySelector("article.item");
  if (!fresh) { $("[data-shown]", form).replaceChildren(content); return; }
  item.replaceWith(fresh);
  says("Gespeichert.");
  go(fresh);
  refresh();
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-copy], [data-help], a.edit");
  if (!button) return;
  if (button.dataset.copy) copy(button);
  else if ("help" in button.dataset) $("#help").showModal();
  else if (columns && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
    event.preventDefault();
    edit(button.closest("article.item"));
  }
});

const press = (value) => (item) => {
  const button = $(`button[name=verdict][value=${value}]`, item);
  if (button) decide(button.form, button, value !== "open");
};
const KEYS = { a: press("accept"), r: press("reject"), l: press("later"), u: press("open"), e: edit };

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Escape" && event.target.closest(".editing")) { edit(event.target.closest("article.item")); return; }
  if (event.target.closest("input, select, textarea, dialog")) return;
  const item = current();
  if (event.key === "?") $("#help").showModal();
  else if (event.key === "/" && $("#search")) $("#search").focus();
  else if (event.key === "j") step(1);
  else if (event.key === "k") step(-1);
  else if (item && KEYS[event.key]) KEYS[event.key](item);
  else return;
  event.preventDefault();
});

all("[data-copy], [data-help]").forEach((each) => { each.hidden = false; });
refresh();
