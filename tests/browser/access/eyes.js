// What the tests of accessibility measure in the page. `selector` names the cards; every function
// returns plain data, and judges nothing that needs a formula: contrast.py does that.
window.eyes = (() => {
  const all = (selector, inside) =>
    [...document.querySelectorAll(selector)].flatMap((card) => [...card.querySelectorAll(inside)]);
  const shown = (node) =>
    node.checkVisibility({ visibilityProperty: true }) && !node.closest(".tk-hidden");
  const words = (text) => text.replace(/\s+/g, " ").trim();
  const called = (node) =>
    `${node.tagName.toLowerCase()}.${node.className || node.type || ""} “${words(
      node.labels?.[0]?.textContent || node.textContent || "").slice(0, 50)}”`;
  const CONTROLS = "a[href], button, input, select, textarea, summary, [tabindex='0']";

  function* textNodes(selector) {
    for (const card of document.querySelectorAll(selector)) {
      const walker = document.createTreeWalker(card, NodeFilter.SHOW_TEXT);
      while (walker.nextNode()) {
        const text = walker.currentNode;
        const parent = text.parentElement;
        if (!words(text.data) || ["OPTION", "STYLE", "SCRIPT", "TEXTAREA"].includes(parent.tagName)) continue;
        if (shown(parent)) yield text;
      }
    }
  }

  // -- colors -------------------------------------------------------------------------------

  // From the element outwards: what it is painted on.
  function layers(element) {
    const found = [];
    for (let node = element; node; node = node.parentElement) {
      const style = getComputedStyle(node);
      found.push([style.backgroundColor, Number(style.opacity), style.backgroundImage !== "none"]);
    }
    return found;
  }

  const inactive = (node) => Boolean(node.closest(":disabled, [aria-disabled=true]:not(a)"))
    && !node.closest("label, legend, p"); // the label of an answered question is still read

  function colors(selector) {
    const found = new Map();
    const add = (node, style, text) => {
      const sample = {
        color: style.color, layers: layers(node),
        size: parseFloat(style.fontSize), weight: Number(style.fontWeight),
      };
      const key = JSON.stringify(sample);
      if (!found.has(key)) found.set(key, { ...sample, where: called(node), text, count: 0 });
      found.get(key).count += 1;
    };
    for (const text of textNodes(selector)) {
      const node = text.parentElement;
      if (!inactive(node)) add(node, getComputedStyle(node), words(text.data).slice(0, 40));
    }
    for (const node of all(selector, "*")) {
      if (!shown(node) || inactive(node)) continue;
      for (const part of ["::before", "::after"]) {
        const style = getComputedStyle(node, part);
        if (/\w/.test(style.content.replace(/^(none|normal)$/, ""))) add(node, style, style.content);
      }
      if (["INPUT", "TEXTAREA", "SELECT"].includes(node.tagName) && node.value
          && !["radio", "checkbox", "range"].includes(node.type))
        add(node, getComputedStyle(node), node.value.slice(0, 40));
    }
    return [...found.values()];
  }

  // The edge by which one sees that something is a field or a button, and what is around it.
  function edges(selector) {
    const found = new Map();
    for (const node of all(selector, "input, select, textarea, button")) {
      if (!shown(node) || node.disabled || ["radio", "checkbox", "range"].includes(node.type)) continue;
      const style = getComputedStyle(node);
      const sides = ["Top", "Right", "Bottom", "Left"];
      const width = Math.min(...sides.map((side) => parseFloat(style[`border${side}Width`])));
      const sample = { color: style.borderTopColor, width, layers: layers(node.parentElement) };
      const key = JSON.stringify(sample);
      if (!found.has(key)) found.set(key, { ...sample, where: called(node), count: 0 });
      found.get(key).count += 1;
    }
    return [...found.values()];
  }

  // The ring around what has the focus.
  function ring() {
    const node = document.activeElement;
    const style = getComputedStyle(node);
    return {
      where: called(node), color: style.outlineColor, line: style.outlineStyle,
      width: parseFloat(style.outlineWidth), layers: layers(node.parentElement),
    };
  }

  // -- targets (WCAG 2.2, 2.5.8) ------------------------------------------------------------

  const LEAST = 24;

  function box(node) {
    const label = node.closest("label");
    const area = ["radio", "checkbox"].includes(node.type) && label ? label : node;
    return area.getBoundingClientRect();
  }

  // In a sentence: its height is that of the line. A line of nothing but links is no sentence.
  function inline(node) {
    if (getComputedStyle(node).display !== "inline") return false;
    const block = node.parentElement.closest("p, li, td, th, dd, dt, summary, div");
    if (!block) return false;
    const sentence = block.cloneNode(true);
    for (const target of sentence.querySelectorAll("a, button")) target.remove();
    return /\p{L}/u.test(sentence.textContent);
  }

  const sized = ({ node, rect }) =>
    `${called(node)} ${rect.width.toFixed(0)}×${rect.height.toFixed(0)}`;

  function targets(selector) {
    const every = [...new Set(all(selector, CONTROLS))].filter((node) => {
      const { width, height } = node.getBoundingClientRect();
      return shown(node) && !node.disabled && width && height && node.tagName !== "TABLE";
    });
    const placed = every.map((node) => ({ node, rect: box(node) }));
    const small = ({ rect }) => rect.width < LEAST - 0.01 || rect.height < LEAST - 0.01;
    const middle = ({ rect }) => [rect.left + rect.width / 2, rect.top + rect.height / 2];
    const crowded = (one) => placed.some((other) => {
      if (other === one || one.node.contains(other.node) || other.node.contains(one.node)) return false;
      const [x, y] = middle(one);
      const { left, right, top, bottom } = other.rect;
      const far = Math.hypot(x - Math.min(Math.max(x, left), right), y - Math.min(Math.max(y, top), bottom));
      if (far < LEAST / 2) return true;
      const [a, b] = middle(other);
      return small(other) && Math.hypot(x - a, y - b) < LEAST;
    });
    const under = placed.filter(small);
    const excused = under.filter((one) => inline(one.node) || !crowded(one));
    return {
      count: placed.length,
      excused: excused.map(sized),
      small: under.filter((one) => !excused.includes(one)).map(sized),
    };
  }

  // -- text that is cut or lies on other text ------------------------------------------------

  function cut(selector) {
    const found = [];
    const pieces = [];
    const range = document.createRange();
    for (const text of textNodes(selector)) {
      range.selectNodeContents(text);
      for (const rect of range.getClientRects()) {
        if (rect.width < 1 || rect.height < 1) continue;
        let scrolls = false;
        for (let node = text.parentElement; node && !node.matches(selector); node = node.parentElement) {
          const style = getComputedStyle(node);
          const edge = node.getBoundingClientRect();
          if (/auto|scroll/.test(`${style.overflowX}${style.overflowY}`)) scrolls = true;
          const clips = /hidden|clip/.test(`${style.overflowX}${style.overflowY}`) || node.tagName === "BUTTON";
          if (!scrolls && clips && (rect.bottom > edge.bottom + 2 || rect.top < edge.top - 2
              || rect.right > edge.right + 2 || rect.left < edge.left - 2)) {
            found.push(`cut: ${called(node)}`);
            break;
          }
        }
        if (!scrolls) pieces.push({ node: text.parentElement, text, rect });
      }
    }
    for (const node of all(selector, "input, select, textarea, button, img")) {
      if (shown(node)) pieces.push({ node, text: null, rect: node.getBoundingClientRect() });
    }
    pieces.sort((a, b) => a.rect.top - b.rect.top);
    pieces.forEach((one, i) => {
      for (let j = i + 1; j < pieces.length && pieces[j].rect.top < one.rect.bottom; j += 1) {
        const other = pieces[j];
        if (one.text && one.text === other.text) continue;
        const nested = one.node.contains(other.node) || other.node.contains(one.node);
        if (nested && !(one.text && other.text)) continue; // words in their own button
        const height = Math.min(one.rect.bottom, other.rect.bottom) - other.rect.top;
        const width = Math.min(one.rect.right, other.rect.right) - Math.max(one.rect.left, other.rect.left);
        if (width > 2 && height > 0.3 * Math.min(one.rect.height, other.rect.height))
          found.push(`overlap: ${called(one.node)} and ${called(other.node)}`);
      }
    });
    return found;
  }

  // -- movement ------------------------------------------------------------------------------

  function moving(selector) {
    const found = all(selector, "*").filter((node) => {
      const style = getComputedStyle(node);
      const lasts = (value) => value.split(",").some((part) => parseFloat(part) > 0);
      return style.animationName !== "none" || style.scrollBehavior === "smooth"
        || (style.transitionProperty !== "none" && lasts(style.transitionDuration));
    });
    const running = document.getAnimations().map((one) => one.effect?.target)
      .filter((node) => node?.closest(selector));
    return [...new Set([...found, ...running])].map(called);
  }

  // -- keys ----------------------------------------------------------------------------------

  // Every stop of Tab in the order of the page: of a group of radio buttons, the marked or first.
  function stops(selector) {
    return all(selector, CONTROLS).filter((node) => {
      if (!node.checkVisibility() || node.disabled || node.tabIndex < 0) return false;
      if (node.type !== "radio") return true;
      const group = [...document.getElementsByName(node.name)].filter((one) => !one.disabled);
      return node === (group.find((one) => one.checked) ?? group[0]);
    });
  }

  // A link may run over several lines.
  const lines = (node) => (node.matches("a") ? [...node.getClientRects()] : [box(node)]);

  // Pairs of neighbours of which the second does not stand after the first, as one reads.
  function jumps(selector) {
    return [...document.querySelectorAll(selector)].flatMap((card) => {
      const inside = stops(selector).filter((node) => card.contains(node));
      const rtl = getComputedStyle(card).direction === "rtl";
      return inside.slice(1).flatMap((node, i) => {
        const [one, other] = [lines(inside[i]).at(-1), lines(node)[0]];
        const below = other.top >= one.bottom - 3;
        const beside = other.top < one.bottom && other.bottom > one.top
          && (rtl ? other.right <= one.left + 3 : other.left >= one.right - 3);
        const within = node.contains(inside[i]) || inside[i].contains(node);
        return below || beside || within ? [] : [`${called(inside[i])} → ${called(node)}`];
      });
    });
  }

  const note = (event) => window.walked.push(event.target.dataset.stop ?? "");

  // Number the stops and write down through which of them the focus goes.
  function watch(selector) {
    const list = stops(selector);
    list.forEach((node, n) => { node.dataset.stop = n; });
    window.walked = [];
    document.removeEventListener("focusin", note);
    document.addEventListener("focusin", note);
    return list.length;
  }

  // -- what is announced -----------------------------------------------------------------------

  // Every text that a live region in a card takes on, with the name of the region.
  function listen(selector) {
    window.heard = [];
    window.listener?.disconnect();
    const regions = all(selector, "[role=status], [role=alert], [aria-live], output");
    window.listener = new MutationObserver((records) => {
      const changed = new Set(records.map(({ target }) =>
        (target.closest ? target : target.parentElement)?.closest("[role=status], [role=alert], [aria-live], output")));
      for (const region of changed)
        if (region && words(region.textContent)) window.heard.push(words(region.textContent));
    });
    for (const region of regions)
      window.listener.observe(region, { childList: true, characterData: true, subtree: true });
    return regions.length;
  }

  // -- states ----------------------------------------------------------------------------------

  function set(node, value) {
    node.value = value;
    for (const kind of ["input", "change", "blur"]) node.dispatchEvent(new Event(kind, { bubbles: true }));
  }

  // Something in every question; with `nonsense` no number is one.
  function fill(selector, nonsense = false) {
    const names = new Set();
    for (const node of all(selector, "[data-item] :is(input, select, textarea)")) {
      if (!shown(node) || node.disabled) continue;
      if (node.inputMode === "decimal") set(node, nonsense ? "abc" : "1");
      else if (nonsense) continue;
      else if (node.type === "radio") {
        if (!names.has(node.name) && !document.querySelector(`[name="${node.name}"]:checked`)) node.click();
        names.add(node.name);
      } else if (node.type === "checkbox") {
        const group = node.closest("[data-item]").dataset.item;
        if (!names.has(group) && !node.checked && !node.closest(".tk-allow")) node.click();
        names.add(group);
      } else if (node.tagName === "SELECT") set(node, node.options[1]?.value ?? "");
      else if (node.type === "date") set(node, "2026-03-02");
      else if (node.type === "text" || node.tagName === "TEXTAREA") set(node, "The duty officer, by Friday.");
    }
  }

  // Every fold.
  function unfold(selector) {
    for (const fold of all(selector, "details")) fold.open = true;
  }

  // Open all sections of every form, or close these again: the ones that were closed are returned.
  function sections(selector, closed = null) {
    const every = all(selector, ".tk-section");
    const were = every.flatMap((section, n) => (section.hidden ? [n] : []));
    every.forEach((section, n) => { section.hidden = closed?.includes(n) ?? false; });
    return were;
  }

  return { colors, edges, ring, targets, cut, moving, stops, jumps, watch, listen, fill, unfold, sections };
})();
