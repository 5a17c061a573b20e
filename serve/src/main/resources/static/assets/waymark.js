// Enhances pages that work without it: says aloud what a swap changed, jumps by keys.

document.addEventListener("htmx:afterSwap", () => {
  const results = document.getElementById("results");
  const announce = document.getElementById("announce");
  if (results && announce && !jumping()) {
    announce.textContent = results.dataset.announce || "";
  }
});

// Jump: a combobox whose options are links, as the ARIA practices have it. The field keeps the focus.
const dialog = document.getElementById("jump");
const field = document.getElementById("jump-field");

function jumping() {
  return document.activeElement === field;
}

function options() {
  return Array.from(document.querySelectorAll("#found-list [role=option]"));
}

// What is marked stays marked when later letters bring it again.
let chosen = null;

function mark(option) {
  chosen = option ? option.getAttribute("href") : null;
  options().forEach((other) => other.setAttribute("aria-selected", String(other === option)));
  if (option) {
    field.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  } else {
    field.removeAttribute("aria-activedescendant");
  }
}

function openJump() {
  if (!dialog) {
    field?.focus();
    return;
  }
  if (!dialog.open) {
    dialog.showModal();
  }
  field.select();
}

document.querySelectorAll("[data-jump]").forEach((link) =>
  link.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || !dialog) {
      return;
    }
    event.preventDefault();
    openJump();
  }));

document.addEventListener("keydown", (event) => {
  const writing = event.target.closest("input, select, textarea, [contenteditable]");
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
    event.preventDefault();
    openJump();
  } else if (writing || event.ctrlKey || event.metaKey || event.altKey || !field) {
    return;
  } else if (event.key === "/") {
    event.preventDefault();
    openJump();
  } else if (event.key === "?") {
    window.location.assign("/keys");
  }
});

field?.addEventListener("keydown", (event) => {
  const all = options();
  const at = all.findIndex((option) => option.getAttribute("aria-selected") === "true");
  if (event.key === "ArrowDown" && all.length) {
    event.preventDefault();
    mark(all[(at + 1) % all.length]);
  } else if (event.key === "ArrowUp" && all.length) {
    event.preventDefault();
    mark(all[at <= 0 ? all.length - 1 : at - 1]);
  } else if (event.key === "Enter" && at >= 0) {
    event.preventDefault();
    all[at].click();
  }
});

document.addEventListener("htmx:afterSettle", () => {
  if (field && jumping()) {
    mark(options().find((option) => option.getAttribute("href") === chosen));
    document.getElementById("announce").textContent = document.getElementById("found-words")?.textContent || "";
  }
});

dialog?.addEventListener("click", (event) => {
  if (event.target === dialog) {
    dialog.close();
  }
});

// An open menu closes by Esc and gives the focus back.
document.querySelectorAll("details.who").forEach((menu) =>
  menu.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && menu.open) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  }));
