// The focus stays where it is when a card makes room for its successor: after "Start lesson"
// every card is built anew, and a browser would put the focus at the top of the page.

const LEFT = Symbol.for("toolkit-course.focus"); // each card is a module of its own: they share this
const FUNCTION_KEY = /^F\d+$/;
const WAIT_FRAMES = 120; // a card is drawn before it is put on the page

const places = (box) =>
  [...box.querySelectorAll("input, select, textarea, button, summary, a[href], [tabindex]")];

// `key` names the activity, the same before and after. Call it before the card is filled or shown.
function minds(card, key) {
  card.addEventListener("focusin", ({ target }) => {
    const box = target.closest("[data-item]") ?? card;
    window[LEFT] = { key, item: box.dataset.item, n: places(box).indexOf(target) };
  });
  card.addEventListener("focusout", () => setTimeout(() => {
    const left = card.isConnected && !card.contains(document.activeElement);
    if (left && window[LEFT]?.key === key) delete window[LEFT]; // the learner went elsewhere
  }));
  // Keys typed here are the learner's, not commands of the notebook. A function key types nothing:
  // it is Jupyter's, which does not listen to a field (F9 starts the lesson).
  card.addEventListener("keydown", (event) => {
    event.stopPropagation();
    const { key: name, code, keyCode, isTrusted, target } = event;
    if (!isTrusted || !FUNCTION_KEY.test(name) || target === card) return;
    const again = { key: name, code, keyCode, bubbles: true, cancelable: true };
    if (!card.parentNode.dispatchEvent(new KeyboardEvent("keydown", again))) event.preventDefault();
  });
}

// A table that is wider than its card scrolls by itself: the arrow keys need it to have the focus.
function reachable(card) {
  const look = () => {
    for (const table of card.querySelectorAll("table")) {
      if (table.scrollWidth > table.clientWidth + 1) table.tabIndex = 0;
      else table.removeAttribute("tabindex");
    }
  };
  const watcher = new ResizeObserver(look);
  watcher.observe(card);
  return () => watcher.disconnect();
}

// Put the focus back into a card that takes another's place. `open` may make a question visible.
function takesOver(card, key, open = () => {}) {
  if (window[LEFT]?.key !== key) return;
  const { item, n } = window[LEFT];
  const look = (frames) => {
    if (!card.isConnected) {
      if (frames) requestAnimationFrame(() => look(frames - 1));
      return;
    }
    const now = document.activeElement;
    if (now && now !== document.body && !now.contains(card)) return; // it is in use
    if (item) open(item);
    const box = item ? card.querySelector(`[data-item="${CSS.escape(item)}"]`) : card;
    places(box ?? card)[n]?.focus();
    if (!card.contains(document.activeElement)) {
      card.tabIndex = -1;
      card.focus();
    }
  };
  look(WAIT_FRAMES);
}
