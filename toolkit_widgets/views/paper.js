// On paper folds are open, and what was typed stands as text: a box cuts off what is longer.

function onPaper(card) {
  let closed = [];
  let copies = [];
  const after = () => {
    for (const fold of closed) fold.open = false;
    for (const { copy, field } of copies) {
      copy.remove();
      field.classList.remove("tk-copied");
    }
    closed = [];
    copies = [];
  };
  const before = () => {
    after();
    // a comment that is there has opened its own fold; without one there is nothing to read
    closed = [...card.querySelectorAll("details:not([open], .tk-more)")];
    for (const fold of closed) fold.open = true;
    for (const field of card.querySelectorAll("textarea, select, input[type=text]")) {
      const chosen = field.tagName === "SELECT" && field.value ? field.selectedOptions[0] : null;
      const text = field.tagName === "SELECT" ? chosen?.textContent : field.value;
      if (!text) continue; // an empty box is for a pen
      const copy = document.createElement("span");
      copy.className = "tk-printed";
      copy.dir = "auto";
      copy.textContent = text;
      field.after(copy);
      field.classList.add("tk-copied");
      copies.push({ copy, field });
    }
  };
  window.addEventListener("beforeprint", before);
  window.addEventListener("afterprint", after);
  return () => {
    window.removeEventListener("beforeprint", before);
    window.removeEventListener("afterprint", after);
  };
}
