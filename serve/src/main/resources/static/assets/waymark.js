// Says aloud what a swap changed; the pages work without it.
document.addEventListener("htmx:afterSwap", () => {
  const results = document.getElementById("results");
  const announce = document.getElementById("announce");
  if (results && announce) {
    announce.textContent = results.dataset.announce || "";
  }
});
