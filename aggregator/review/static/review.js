// Keys, the clipboard, and where the focus goes. htmx does the rest, and every form works without both.
"use strict";

const $ = (query, within = document) => within.querySelector(query);
const all = (query, within = document) => [...within.querySelectorAll(query)];
const alarm = (text) => {
  const said = Object.assign(document.createElement("p"), { className: "sorry", textContent: text });
  $("#alarm").replaceChildren(...(text ? [said] : []));
};

// The list

const items = () => all("#listing article.item");
const current = () => document.activeElement?.closest("#listing article.item") || $("article.item.here");

function go(item) {
  all(".here").forEach((each) => each.classList.remove("here"));
  item.classList.add("here");
  item.focus({ preventScroll: true });
  item.scrollIntoView({ block: "nearest" });
}

let turning; // the way to the item that is looked for on the next or the last page: from which, by how many

function step(by, id = current()?.id) {
  const from = items().findIndex((each) => each.id === id);
  const to = from < 0 ? items().at(by < 0 && id ? -1 : 0) : items()[from + by];
  if (to) { go(to); return; }
  const turn = $(`#listing .pages a[rel=${by > 0 ? "next" : "prev"}]`);
  if (!turn || turning) return;
  turning = { by, id };
  turn.click();
}

function close(item) {
  $(".editing", item).replaceChildren();
  go(item);
}

// While a decision or a page is on its way, what is typed waits, so that no key meets the wrong event.

let waiting, onward, typed = [];

function press(button, further = false) {
  if (!button) return;
  onward = further;
  button.click();
}

function arrived(ok) {
  waiting = false;
  if (!ok) typed = [];
  while (typed.length && !waiting && !turning) key(typed.shift());
}

function verdict(item, value, reason) {
  const form = $("form.verdict", item);
  if (reason !== undefined) $("select[name=reason]", form).selectedIndex = reason;
  press($(`button[value=${value}]`, form), value !== "open");
}

function merge(item) {
  const buttons = all("[data-merge]", item);
  if (buttons.length === 1) press(buttons[0]);
  else buttons[0]?.focus();
}

const decides = ({ requestConfig: { verb, elt } }) => verb !== "get" && elt.matches("article.item form");

document.addEventListener("htmx:beforeRequest", ({ detail }) => {
  if (!decides(detail)) return;
  waiting = true;
  alarm("");
});

document.addEventListener("htmx:afterRequest", ({ detail }) => {
  const ok = detail.successful && detail.xhr.status < 400;
  if (detail.target.id === "listing") {
    const { by, id } = turning || {};
    turning = undefined;
    if (ok && by) step(by, id);
  } else if (!decides(detail)) return;
  arrived(ok);
});

document.addEventListener("htmx:afterSwap", ({ target, detail }) => {
  if (target.matches("article.item")) {
    if (target.id !== detail.target.id) return;
    go(target);
    if (onward && detail.xhr.status < 400) step(1);
    onward = false;
  }
});

document.addEventListener("htmx:sendError", () => alarm("Der Dienst antwortet nicht. Bitte gleich noch einmal versuchen."));
document.addEventListener("htmx:responseError", () => alarm("Das ging nicht. Bitte die Seite neu laden und noch einmal versuchen."));

// The section beside the list: what was unfolded stays so.

let unfolded = [];
document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  if (detail.target.id === "preview") unfolded = all("details", detail.target).map((each) => each.open);
});
document.addEventListener("htmx:afterSwap", ({ target }) => {
  if (target.id === "preview") all("details", target).forEach((each, at) => { each.open = unfolded[at] ?? each.open; });
});

async function copy(button) {
  const answer = await fetch(button.dataset.copy);
  try {
    await navigator.clipboard.writeText(await answer.text());
    $("#says").textContent = "Der Abschnitt ist kopiert.";
    button.textContent = "Kopiert";
    setTimeout(() => { button.textContent = "Kopieren"; }, 2000);
  } catch {
    location.assign(button.dataset.copy);
  }
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-copy], [data-help]");
  if (button?.dataset.copy) copy(button);
  else if (button) $("#help").showModal();
  // A link opened beside this page is the browser's, not htmx's.
  else if ((event.ctrlKey || event.metaKey || event.shiftKey) && event.target.closest("a[hx-get]")) event.stopPropagation();
}, true);

// Keys

const VERDICTS = { a: "accept", r: "reject", l: "later" };

function key(pressed) {
  const item = current();
  const reason = $("#help").dataset.reasons;
  if (pressed === "?") $("#help").showModal();
  else if (pressed === "/" && $("#search")) $("#search").focus();
  else if (pressed === "c" && $("[data-copy]")) copy($("[data-copy]"));
  else if (pressed === "j" || pressed === "k") step(pressed === "j" ? 1 : -1);
  else if (!item) return false;
  else if (pressed === "e") { if ($(".editing", item).firstChild) close(item); else $(".edit", item).click(); }
  else if (pressed === "m") merge(item);
  else if (pressed === "u") { if ($("[data-undo]", item)) press($("[data-undo]", item)); else verdict(item, "open"); }
  else if (VERDICTS[pressed]) verdict(item, VERDICTS[pressed]);
  else if (pressed >= "1" && pressed <= reason) verdict(item, "reject", Number(pressed));
  else return false;
  return true;
}

document.addEventListener("keydown", (event) => {
  const { key: pressed, target } = event;
  if (pressed === "Escape" && target.closest(".editing")) close(target.closest("article.item"));
  if (event.ctrlKey || event.metaKey || event.altKey || localStorage.getItem("keys") === "off") return;
  if (target.closest("input, select, textarea, dialog") || pressed.length > 1) return;
  if (waiting || turning) typed.push(pressed);
  else if (!key(pressed)) return;
  event.preventDefault();
});

document.addEventListener("input", ({ target }) => {
  if (target.matches("[data-keys]")) localStorage.setItem("keys", target.checked ? "on" : "off");
});

all("[data-copy], [data-help]").forEach((each) => { each.hidden = false; });
$("[data-keys]").checked = localStorage.getItem("keys") !== "off";
