// The form: questionnaires, quizzes and cases. Plain DOM, no dependency, no network.
// Every text in `spec` was rendered in Python; what the learner typed only ever becomes
// textContent or value. Visibility, marks and results come from Python: this file shows them.

const NO_REPLY_MS = 3000;
const PAUSE_MS = 1000;
const MOST = 250_000; // characters of one answer; Jupyter's connection breaks at ten million bytes

// JupyterLab takes arrow and letter keys away from a field unless the field itself says no.
const KEYS = { "data-lm-suppress-shortcuts": "true" };

function make(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === false || value === null || value === undefined) continue;
    if (name === "text" || (name === "html" && !/[<&]/.test(value))) node.textContent = value;
    else if (name === "html") node.innerHTML = value; // rendered in Python, raw HTML off
    else if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.filter((child) => child !== null && child !== undefined));
  return node;
}

const ONE_FIELD = new Set(["number", "text", "date", "long_text"]);
const SILENT = new Set(["note", "computed"]); // they ask nothing

const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, key) => values[key] ?? "");
const empty = (value) =>
  value === null || value === undefined || value === "" ||
  (Array.isArray(value) && !value.length) ||
  (typeof value === "object" && !Array.isArray(value) && !Object.keys(value).length);

function clock(iso) {
  const then = new Date(iso);
  if (Number.isNaN(then.getTime())) return "";
  const today = new Date().toDateString() === then.toDateString();
  const time = then.toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
  return today ? time : `${then.toLocaleDateString()} ${time}`;
}

// Changes that Python has not confirmed. The page has them for the next view, which is a module of
// its own; this tab's storage has them for the page loaded again, where the browser gives us room.
const MEMORY = (globalThis[Symbol.for("toolkit-course")] ??= new Map());

class Pending {
  constructor(key) {
    this.key = `toolkit-course:${key}`;
    this.safe = true; // a page loaded again would find everything
  }
  read() {
    if (!MEMORY.has(this.key)) MEMORY.set(this.key, this.stored());
    return MEMORY.get(this.key);
  }
  stored() {
    try {
      return JSON.parse(sessionStorage.getItem(this.key)) ?? {};
    } catch {
      return {}; // no storage in this browser
    }
  }
  write(changes) {
    MEMORY.set(this.key, changes);
    const some = Object.keys(changes).length > 0;
    try {
      if (some) sessionStorage.setItem(this.key, JSON.stringify(changes));
      else sessionStorage.removeItem(this.key);
      this.safe = true;
    } catch {
      this.safe = !some; // no storage, or full
    }
  }
  keep(item, answer, n) {
    this.write({ ...this.read(), [item]: { answer, n } });
  }
  confirm(n) {
    const left = Object.entries(this.read()).filter(([, change]) => change.n > n);
    this.write(Object.fromEntries(left));
  }
}

let number = Date.now(); // message numbers grow across views and reloads

class FormView {
  constructor(model, root, spec) {
    this.model = model;
    this.root = root;
    this.spec = spec;
    this.words = this.spec.words;
    this.uid = `tk${Math.random().toString(36).slice(2, 9)}`;
    this.pending = new Pending(this.spec.key);
    this.items = new Map(); // id -> {spec, section, box, read, show, first, ...}
    this.answers = {};
    this.waiting = new Map(); // n -> timer
    this.waitingFor = new Map(); // n -> what to do with the reply
    this.typing = new Map(); // item -> timer
    this.page = 0;
    this.warned = "";
    this.long = new Map(); // item -> what is said about its length
    this.build();
    this.onMessage = (content, buffers) => this.receive(content, buffers);
    model.on("msg:custom", this.onMessage);
    this.onLeave = () => this.flushAll();
    window.addEventListener("pagehide", this.onLeave);
    this.restore(model.get("state"), true);
    this.replay();
    this.send({ kind: "hello" });
    takesOver(this.card, this.spec.key, (id) => this.turn(this.items.get(id)?.page.index ?? 0, false));
  }

  close() {
    this.flushAll();
    window.removeEventListener("pagehide", this.onLeave);
    for (const timer of this.waiting.values()) clearTimeout(timer);
    this.model.off("msg:custom", this.onMessage);
    for (const end of this.leave) end();
  }

  // -- building ----------------------------------------------------------------------------

  build() {
    const { spec, words } = this;
    const title = `${this.uid}-title`;
    this.status = make("div", { role: "status", class: "tk-hidden" });
    this.notices = make("div", { class: "tk-notices" });
    this.problems = make("div", { class: "tk-problems", tabindex: "-1", hidden: true });
    this.saved = make("span", { class: "tk-saved" });
    this.counts = make("span", { class: "tk-counts" });
    this.pages = spec.sections.map((section, index) => this.buildSection(section, index));
    this.nav = this.pages.length > 1 ? this.buildNav() : null;
    this.reveal = make("div", { class: "tk-reveal", tabindex: "-1", hidden: true });
    this.debrief = spec.debrief
      ? make("div", { class: "tk-reveal tk-debrief", hidden: true, html: spec.debrief })
      : null;
    this.results = make("div", { class: "tk-results", tabindex: "-1" });
    this.review = spec.review ? new ReviewBox(this) : null;
    this.card = make(
      "section",
      {
        class: `tk-card tk-kind-${spec.kind}`,
        "aria-labelledby": title,
        lang: spec.lang,
        dir: spec.dir,
        "data-activity": spec.id,
      },
      make(
        "header",
        { class: "tk-head" },
        make("p", { class: "tk-card-label", text: spec.label }),
        make("h3", { class: "tk-title", id: title, text: spec.title }),
        make("p", {
          class: "tk-minutes",
          text: spec.minutes === 1 ? words.minute : fill(words.minutes, { n: spec.minutes }),
        }),
      ),
      make("div", { class: "tk-intro", html: spec.intro }),
      this.notices,
      this.nav,
      ...this.pages.map((page) => page.box),
      this.problems,
      this.buildActions(),
      this.reveal,
      this.debrief,
      this.results,
      this.review?.box,
      this.buildFooter(),
      this.status,
    );
    minds(this.card, spec.key);
    this.leave = [onPaper(this.card), reachable(this.card)];
    this.show();
  }

  // The first picture needs what the window shows. The rest of a long form follows at once, so that
  // printing, searching and measuring find a page like any other.
  show() {
    this.card.classList.add("tk-coming");
    this.root.append(this.card);
    (globalThis.requestIdleCallback ?? setTimeout)(() => this.card.classList.remove("tk-coming"));
  }

  buildSection(section, index) {
    const box = make("div", { class: "tk-section", "data-section": section.id });
    const page = { section, box, index };
    if (section.title) {
      page.heading = make("h4", { class: "tk-section-title", tabindex: "-1", text: section.title });
      box.append(page.heading);
    }
    if (section.intro) box.append(make("div", { html: section.intro }));
    section.items.forEach((item, i) => box.append(this.buildItem(item, page, i)));
    return page;
  }

  buildNav() {
    this.tabs = this.pages.map((page) => {
      const count = make("span", { class: "tk-count" });
      const button = make(
        "button",
        { type: "button", class: "tk-tab", onclick: () => this.turn(page.index, true), ...KEYS },
        make("span", { text: page.section.title }),
        count,
      );
      return { button, count };
    });
    return make(
      "nav",
      { "aria-label": `${this.words.sections}: ${this.spec.title}`, class: "tk-nav" },
      make("ol", {}, ...this.tabs.map((tab) => make("li", {}, tab.button))),
    );
  }

  buildActions() {
    const { spec, words } = this;
    const row = make("div", { class: "tk-buttons" });
    if (this.pages.length > 1) {
      this.backButton = this.button(words.back, () => this.turn(this.page - 1, true), "tk-quiet");
      this.nextButton = this.button(words.next, () => this.turn(this.page + 1, true));
      row.append(this.backButton, this.nextButton);
    }
    if (spec.commit) {
      this.commitButton = this.button(words[spec.commit], () => this.commit(), "tk-main");
      this.againButton = this.button(words.again, () => this.again(), "tk-quiet");
      this.againButton.hidden = true;
      row.append(this.commitButton, this.againButton);
    }
    if (spec.results) {
      this.resultsButton = this.button(words.results, () => this.showResults(), "tk-main");
      row.append(this.resultsButton);
    }
    return row;
  }

  buildFooter() {
    const { spec, words } = this;
    this.fileButtons = make("span", { class: "tk-files" });
    if (spec.downloads.length) {
      this.fileButtons.append(make("span", { text: words.downloads }));
      for (const what of spec.downloads) {
        this.fileButtons.append(
          this.button(words[`download_${what}`], () => this.download(what), "tk-quiet"),
        );
      }
    }
    this.rescue = this.button(words.download_answers, () => this.download("answers"), "tk-quiet");
    this.rescue.hidden = true;
    return make(
      "footer",
      { class: "tk-foot" },
      make("p", {}, this.counts),
      make("p", {}, this.saved, this.rescue),
      spec.downloads.length ? make("p", {}, this.fileButtons) : null,
    );
  }

  button(text, onclick, kind = "") {
    return make("button", { type: "button", class: `tk-button ${kind}`, text, onclick, ...KEYS });
  }

  // -- one item ----------------------------------------------------------------------------

  buildItem(spec, page, index) {
    const id = `${this.uid}-${this.items.size}`;
    const item = { spec, page, id, index };
    this.items.set(spec.id, item);
    if (spec.control === "note") {
      item.box = make("div", { class: "tk-note", html: spec.html, "data-item": spec.id });
      return item.box;
    }
    if (spec.control === "computed") {
      item.live = make("output", { class: "tk-computed", "aria-labelledby": `${id}-q` });
      item.box = make(
        "div", { class: "tk-item", "data-item": spec.id },
        make("p", { class: "tk-question", id: `${id}-q`, html: spec.html }),
        spec.help ? make("p", { class: "tk-help", html: spec.help }) : null,
        item.live,
      );
      return item.box;
    }
    const single = ONE_FIELD.has(spec.control);
    item.legend = make(
      "legend",
      { class: "tk-question", id: `${id}-q` },
      // a question with one field is that field's label, too
      make(single ? "label" : "span", { html: spec.html, for: single && `${id}-f` }),
    );
    if (spec.required) {
      item.legend.append(make("span", { class: "tk-needed", text: ` (${this.words.required})` }));
    }
    item.problem = make("p", { class: "tk-problem", id: `${id}-p`, hidden: true });
    item.feedback = make("div", { class: "tk-feedback", hidden: true });
    item.box = make("fieldset", { class: "tk-item", "data-item": spec.id, tabindex: "-1" });
    if (spec.given) {
      item.box.classList.add("tk-has-given");
      item.box.setAttribute("aria-labelledby", `${id}-q`);
      item.box.append(make("div", { class: "tk-given", id: `${id}-g`, html: spec.given }));
    }
    item.box.append(item.legend);
    if (!single) item.box.setAttribute("aria-describedby", `${id}-g ${id}-h ${id}-p`);
    if (spec.help) item.box.append(make("p", { class: "tk-help", id: `${id}-h`, html: spec.help }));
    CONTROLS[spec.control](this, item);
    if (spec.control !== "radio") this.buildAllowances(item);
    this.buildReason(item);
    item.box.append(item.problem);
    if (spec.key) {
      item.checkButton = this.button(this.words.check, () => this.check(item), "tk-check");
      item.box.append(item.checkButton);
    }
    item.box.append(item.feedback);
    this.buildMore(item);
    item.box.addEventListener("keydown", (event) => this.enter(event, item));
    return item.box;
  }

  // Enter checks the question; in a longer text it makes a new line as everywhere.
  enter(event, item) {
    const field = event.target;
    if (event.key !== "Enter" || event.shiftKey || event.ctrlKey || event.metaKey) return;
    if (!["INPUT", "SELECT"].includes(field.tagName)) return;
    event.preventDefault();
    this.flush(item.spec.id);
    if (item.spec.key) this.check(item);
  }

  field(item, tag, attributes) {
    const { id } = item;
    // given facts, unit, help and problem, as far as there are any
    const about = `${id}-g ${id}-u ${id}-h ${id}-p`;
    return make(tag, { id: `${id}-f`, "aria-describedby": about, ...KEYS, ...attributes });
  }

  // A choice in a group: radio button or check box with its label.
  choice(item, type, option, onchange) {
    const input = make("input", {
      type,
      name: `${item.id}${type === "radio" ? "" : `-${option.id}`}`,
      value: option.id,
      onchange,
      ...KEYS,
    });
    const label = make("label", { class: "tk-option" }, input, make("span", { html: option.html }));
    if (option.hint) label.lastChild.append(make("span", { class: "tk-hint", html: option.hint }));
    return { input, label };
  }

  buildAllowances(item) {
    item.allow = new Map();
    for (const state of item.spec.allow) {
      const { input, label } = this.choice(
        item, "checkbox", { id: state, html: this.words[state] },
        () => {
          for (const [other, box] of item.allow) if (other !== state) box.checked = false;
          this.changed(item);
        },
      );
      item.allow.set(state, input);
      label.classList.add("tk-allow");
      item.box.append(label);
    }
  }

  buildReason(item) {
    if (!item.spec.allow.length) return;
    item.reason = make("input", {
      type: "text", id: `${item.id}-r`, "aria-describedby": `${item.id}-q`, ...KEYS,
      oninput: () => this.changed(item, true), onblur: () => this.flush(item.spec.id),
    });
    item.reasonBox = make(
      "div", { class: "tk-reason", hidden: true },
      make("label", { for: `${item.id}-r`, text: this.words.reason }), item.reason,
    );
    item.box.append(item.reasonBox);
  }

  buildMore(item) {
    const { spec } = item;
    if (!spec.comment && !spec.evidence && !spec.who) return;
    const more = make("details", { class: "tk-more" });
    const only = spec.comment && !spec.evidence && !spec.who;
    more.append(
      make("summary", { text: only ? this.words.more_comment : this.words.more, ...KEYS }),
    );
    const line = (word, html) =>
      make("p", {}, make("strong", { text: `${word}: ` }), make("span", { html }));
    if (spec.evidence) more.append(line(this.words.counts, spec.evidence));
    if (spec.who) more.append(make("p", {}, make("strong", { text: `${this.words.who}: ` }), spec.who));
    if (spec.sources) more.append(line(this.words.sources, spec.sources));
    const box = (name) => {
      const area = make("textarea", {
        rows: 2, id: `${item.id}-${name}`, "aria-describedby": `${item.id}-q`, ...KEYS,
        oninput: () => this.changed(item, true), onblur: () => this.flush(spec.id),
      });
      more.append(make("label", { for: `${item.id}-${name}`, text: this.words[name] }), area);
      return area;
    };
    if (spec.comment) item.comment = box("comment");
    if (spec.evidence) item.evidence = box("evidence");
    item.more = more;
    item.box.append(more);
  }

  // -- reading and showing answers ------------------------------------------------------------

  readAnswer(item) {
    const answer = { state: "answered", value: item.read() };
    for (const [state, box] of item.allow ?? []) if (box.checked) answer.state = state;
    if (item.stateRadios) {
      for (const [state, radio] of item.stateRadios) {
        if (radio.checked) [answer.state, answer.value] = [state, null];
      }
    }
    if (item.reason && answer.state !== "answered") answer.reason = item.reason.value;
    if (item.comment) answer.comment = item.comment.value;
    if (item.evidence) answer.evidence = item.evidence.value;
    return answer;
  }

  showAnswer(item, answer) {
    const state = answer?.state ?? "answered";
    const aside = state === "not_applicable" || state === "dont_know";
    item.show(aside && !item.hasParts ? null : answer?.value); // many fields are not emptied lightly
    for (const [name, box] of item.allow ?? []) box.checked = name === state;
    for (const [name, radio] of item.stateRadios ?? []) radio.checked = name === state;
    for (const name of ["reason", "comment", "evidence"]) {
      // never under the learner's fingers
      if (item[name] && document.activeElement !== item[name]) item[name].value = answer?.[name] ?? "";
    }
    if (item.more && (answer?.comment || answer?.evidence)) item.more.open = true;
    this.showReason(item, state);
  }

  showReason(item, state) {
    if (item.reasonBox) {
      item.reasonBox.hidden = !(state === "not_applicable" || state === "dont_know");
    }
  }

  changed(item, typed = false) {
    const answer = this.readAnswer(item);
    const before = this.answers[item.spec.id];
    this.answers[item.spec.id] = { ...before, ...answer };
    this.showReason(item, answer.state);
    if (JSON.stringify(before?.value ?? null) !== JSON.stringify(answer.value ?? null)) {
      this.hideFeedback(item);
    }
    this.pending.keep(item.spec.id, answer, Number.MAX_SAFE_INTEGER);
    clearTimeout(this.typing.get(item.spec.id));
    this.typing.set(
      item.spec.id,
      setTimeout(() => this.flush(item.spec.id), typed ? PAUSE_MS : 0),
    );
  }

  flush(id) {
    if (!this.typing.has(id)) return;
    clearTimeout(this.typing.get(id));
    this.typing.delete(id);
    const answer = this.readAnswer(this.items.get(id));
    if (!this.tooLong(id, answer)) this.send({ kind: "change", changes: { [id]: answer } });
  }

  flushAll() {
    for (const id of [...this.typing.keys()]) this.flush(id);
  }

  // What is too long to be sent stays in its field and in `pending`; the learner is told.
  tooLong(id, answer) {
    const n = JSON.stringify(answer).length;
    this.long.delete(id);
    if (n <= MOST) return false;
    const digits = (value) => value.toLocaleString(this.spec.lang);
    const text = fill(this.words.too_long, { n: digits(n), most: digits(MOST) });
    this.long.set(id, text);
    this.showProblem(this.items.get(id), text);
    this.notSaved(text);
    return true;
  }

  // -- talking to Python ----------------------------------------------------------------------

  send(message, then) {
    const n = (number += 1);
    const changes = { ...message.changes };
    if (message.item) changes[message.item] = message.answer;
    for (const [id, answer] of Object.entries(changes)) this.pending.keep(id, answer, n);
    if (then) this.waitingFor.set(n, then);
    if (message.kind !== "hello") {
      const saves = Object.keys(changes).length || message.kind === "commit";
      // a shorter text would move the rescue button away from under a press
      if (saves && this.rescue.hidden) this.saved.textContent = this.words.saving;
      this.waiting.set(n, setTimeout(() => this.notSaved(), NO_REPLY_MS));
    }
    try {
      const sent = this.model.send({ ...message, n });
      if (sent && typeof sent.catch === "function") sent.catch(() => this.notSaved());
    } catch {
      this.notSaved(); // the connection is closed: what was typed is in `pending`
    }
  }

  replay() {
    const left = this.pending.read();
    const changes = {};
    for (const [id, change] of Object.entries(left)) {
      const item = this.items.get(id);
      if (!item) continue;
      this.answers[id] = { ...this.answers[id], ...change.answer };
      this.showAnswer(item, this.answers[id]);
      if (!this.tooLong(id, change.answer)) changes[id] = change.answer;
    }
    if (Object.keys(changes).length) this.send({ kind: "change", changes });
  }

  receive(content, buffers) {
    const n = content.n ?? 0;
    clearTimeout(this.waiting.get(n));
    this.waiting.delete(n);
    const then = this.waitingFor.get(n);
    this.waitingFor.delete(n);
    if (content.error) {
      this.saved.textContent = content.error;
      if (this.resultsButton) this.resultsButton.textContent = this.words.results; // not "Working"
      this.say(content.error);
      return;
    }
    if (content.kind === "file") return this.save(content, buffers);
    if (content.kind === "hello") return this.restore(content, false);
    if (content.kind !== "results") {
      if (content.saved !== false) this.pending.confirm(n); // memory alone is no safe place
      this.warned = "";
      this.showSaved(content);
    }
    this.apply(content);
    if (then) then(content);
  }

  notSaved(why = this.words.unsaved) {
    const text = this.pending.safe ? why : `${why} ${this.words.unsafe}`;
    this.saved.textContent = text;
    this.saved.classList.add("tk-unsaved");
    this.rescue.hidden = true; // the kernel that would make the file does not answer
    if (this.warned !== text) this.say(text);
    this.warned = text;
  }

  showSaved(content) {
    if (this.long.size) return this.notSaved([...this.long.values()][0]);
    this.saved.classList.toggle("tk-unsaved", Boolean(content.trouble));
    this.rescue.hidden = !content.trouble;
    this.saved.textContent = content.trouble
      ? `${this.words.memory} ${content.trouble}. `
      : fill(this.words.saved, { at: clock(content.updated) });
  }

  say(text) {
    this.status.textContent = "";
    cancelAnimationFrame(this.saying); // what is said twice in a moment is spoken once
    this.saying = requestAnimationFrame(() => (this.status.textContent = text));
  }

  // -- showing what Python said -----------------------------------------------------------------

  restore(state, first) {
    const unconfirmed = new Set(Object.keys(this.pending.read()));
    for (const [id, item] of this.items) {
      if (SILENT.has(item.spec.control) || unconfirmed.has(id)) continue;
      this.answers[id] = state.answers[id];
      this.showAnswer(item, state.answers[id]);
      if (item.spec.key && state.answers[id]?.checked) {
        this.showFeedback(item, item.spec.key);
      }
    }
    if (state.trouble) this.showSaved(state);
    else if (first || (!this.waiting.size && !this.long.size)) {
      const answered = this.countWords(state.progress);
      this.saved.textContent = state.restored
        ? fill(this.words.restored, { n: answered, at: clock(state.updated) })
        : this.words.saves;
    }
    this.apply(state);
  }

  apply(state) {
    for (const text of state.notices ?? []) {
      if (![...this.notices.children].some((note) => note.textContent === text)) {
        this.notices.append(make("p", { class: "tk-notice", text }));
        this.say(text);
      }
    }
    if (state.visible) {
      const shown = new Set(state.visible);
      for (const [id, item] of this.items) item.box.hidden = !shown.has(id);
      for (const page of this.pages) {
        page.hidden = page.section.items.every((spec) => !shown.has(spec.id));
      }
      this.turn(this.page, false);
    }
    if (state.progress) {
      this.counts.textContent = this.countWords(state.progress);
      if (this.debrief) {
        const open = [...this.items.values()].some(
          (item) => item.spec.key && !item.box.hidden && item.feedback.hidden,
        );
        this.debrief.hidden = open;
      }
    }
    for (const [index, tab] of (this.tabs ?? []).entries()) {
      const count = state.sections?.[this.pages[index].section.id];
      if (count) tab.count.textContent = this.countWords(count);
    }
    for (const [id, problem] of Object.entries(state.problems ?? {})) {
      this.showProblem(this.items.get(id), problem);
    }
    for (const [id, text] of Object.entries(state.derived ?? {})) {
      const live = this.items.get(id)?.live;
      if (live && live.textContent !== text) live.textContent = text; // else it is spoken again
    }
    for (const show of SHOWS) show(this, state);
    if (state.results !== undefined) this.results.innerHTML = state.results; // rendered in Python
    if (state.reveal !== undefined) this.showReveal(state.reveal);
    if (state.review) this.review?.show(state.review);
  }

  countWords(count) {
    const { words } = this;
    let text = fill(words.progress, count);
    if (count.not_applicable) text += fill(words.progress_na, { n: count.not_applicable });
    if (count.dont_know) text += fill(words.progress_dk, { n: count.dont_know });
    if (count.draft) text += fill(words.progress_draft, { n: count.draft });
    return text;
  }

  showProblem(item, problem) {
    if (!item?.problem) return;
    item.problem.hidden = !problem;
    item.problem.textContent = problem ?? "";
    for (const field of item.box.querySelectorAll("input, textarea, select")) {
      if (item.hasParts) break; // the sentence names the part
      if (problem) field.setAttribute("aria-invalid", "true");
      else field.removeAttribute("aria-invalid");
    }
    if (problem && document.activeElement && item.box.contains(document.activeElement)) {
      this.say(problem);
    }
  }

  turn(index, move) {
    const open = this.pages.filter((page) => !page.hidden);
    if (!open.length) return;
    const step = index < this.page ? -1 : 1;
    while (this.pages[index]?.hidden) index += step;
    if (!this.pages[index]) index = open[0].index;
    this.page = index;
    for (const page of this.pages) page.box.hidden = page.index !== index;
    if (!this.tabs) return;
    this.tabs.forEach((tab, i) => {
      tab.button.parentNode.hidden = Boolean(this.pages[i].hidden);
      if (i === index) tab.button.setAttribute("aria-current", "step");
      else tab.button.removeAttribute("aria-current");
    });
    this.backButton.hidden = index === open[0].index;
    this.nextButton.hidden = index === open[open.length - 1].index;
    if (move) {
      this.pages[index].heading.focus();
      this.pages[index].heading.scrollIntoView({ block: "start" });
    }
  }

  // -- checking -------------------------------------------------------------------------------

  check(item) {
    const answer = this.readAnswer(item);
    clearTimeout(this.typing.get(item.spec.id));
    this.typing.delete(item.spec.id);
    if (empty(answer.value)) {
      this.showProblem(item, this.words.choose_first);
      this.say(this.words.choose_first);
      item.focus();
      return;
    }
    if (this.tooLong(item.spec.id, answer)) return;
    const rows = item.spec.prompts?.length ?? 0;
    if (rows && Object.keys(answer.value).length < rows) {
      this.send({ kind: "check", item: item.spec.id, answer }, (reply) => {
        this.say(reply.problems?.[item.spec.id] ?? "");
        item.focus();
      });
      return;
    }
    this.showProblem(item, null);
    this.answers[item.spec.id] = { ...this.answers[item.spec.id], ...answer };
    this.showFeedback(item, item.spec.key, true);
    this.send({ kind: "check", item: item.spec.id, answer });
  }

  // The same comparison as scoring/marks.py, for the eye only: the record is Python's.
  showFeedback(item, key, announce = false) {
    const value = this.answers[item.spec.id]?.value;
    const verdict = FEEDBACK[item.spec.control](item, value, key, this.words);
    if (!verdict) return;
    const { ok, lines, others, sign } = verdict;
    const { words } = this;
    const head = sign ?? (ok ? `✓ ${words.right}` : `✗ ${words.wrong}`);
    const list = lines.length > 1
      ? make("ul", {}, ...lines.map((html) => make("li", { html })))
      : make("p", { html: lines[0] ?? "" });
    item.feedback.replaceChildren(make("p", { class: "tk-verdict", text: head }), list);
    if (others?.length) {
      item.feedback.append(
        make(
          "details", {},
          make("summary", { text: words.others, ...KEYS }),
          make("ul", {}, ...others.map((html) => make("li", { html }))),
        ),
      );
    }
    if (key.sources) item.feedback.append(make("p", { html: key.sources }));
    item.feedback.dataset.ok = ok ? "yes" : "no";
    item.feedback.hidden = false;
    if (announce) {
      const spoken = list.cloneNode(true);
      for (const source of spoken.querySelectorAll(".tk-source")) source.remove();
      this.say(`${head}. ${spoken.textContent}`);
    }
  }

  hideFeedback(item) {
    if (item.feedback && item.spec.key) item.feedback.hidden = true;
  }

  // -- handing in -----------------------------------------------------------------------------

  open() {
    return [...this.items.values()].filter(({ spec, box, problem }) => {
      if (SILENT.has(spec.control) || box.hidden) return false;
      const answer = this.answers[spec.id];
      const given = !empty(answer?.value) || ["not_applicable", "dont_know"].includes(answer?.state);
      if (this.spec.commit && problem && !problem.hidden) return true; // more ticked than allowed
      return !given && (spec.required || this.spec.commit);
    });
  }

  listProblems(items, intro, outro) {
    const numbers = this.numbers();
    this.problems.replaceChildren(
      make("p", {}, intro, ...items.flatMap((item, i) => [
        i ? ", " : "",
        make("a", {
          href: `#${item.id}`,
          text: fill(this.words.question, { n: numbers.get(item) }),
          onclick: (event) => {
            event.preventDefault();
            this.goTo(item);
          },
        }),
      ]), ".", outro),
    );
    this.problems.hidden = false;
    this.say(this.problems.textContent);
    this.goTo(items[0]);
  }

  // item -> its number among the questions that are shown
  numbers() {
    const questions = [...this.items.values()].filter(
      ({ spec, box }) => !SILENT.has(spec.control) && !box.hidden,
    );
    return new Map(questions.map((item, i) => [item, i + 1]));
  }

  goTo(item) {
    this.turn(item.page.index, false);
    item.box.scrollIntoView({ block: "center" });
    item.focus();
  }

  commit() {
    this.flushAll();
    const open = this.open();
    if (open.length && !this.sure) {
      this.sure = true;
      this.commitButton.textContent = this.words.commit_anyway;
      this.listProblems(open, this.words.open_questions, this.words.open_then);
      return;
    }
    this.problems.hidden = true;
    this.send({ kind: "commit" }, () => this.reveal.focus());
  }

  again() {
    this.lock(false);
    this.reveal.hidden = true;
    for (const item of this.items.values()) if (item.feedback) item.feedback.hidden = true;
    this.commitButton.hidden = false;
    this.commitButton.textContent = this.words[this.spec.commit];
    this.againButton.hidden = true;
    this.sure = false;
    [...this.items.values()].find((item) => item.focus)?.focus();
  }

  showReveal(reveal) {
    if (!reveal) return;
    for (const [id, key] of Object.entries(reveal.keys)) {
      const item = this.items.get(id);
      if (empty(this.answers[id]?.value)) {
        item.feedback.replaceChildren(
          make("p", { class: "tk-verdict", text: `✗ ${this.words.wrong}` }),
          make("p", { text: this.words.no_answer }),
        );
        item.feedback.dataset.ok = "no";
        item.feedback.hidden = false;
      } else this.showFeedback(item, key);
    }
    this.reveal.innerHTML = reveal.html; // rendered in Python
    this.reveal.hidden = false;
    this.lock(true);
    this.commitButton.hidden = true;
    this.againButton.hidden = this.spec.commit !== "commit";
  }

  lock(on) {
    for (const item of this.items.values()) {
      for (const field of item.box.querySelectorAll("input, select, textarea, .tk-move, .tk-edit")) {
        field.disabled = on;
      }
    }
  }

  // -- results and files ------------------------------------------------------------------------

  showResults() {
    this.flushAll();
    const open = this.open();
    if (open.length) this.listProblems(open, this.words.problems, "");
    else this.problems.hidden = true;
    this.resultsButton.textContent = this.words.working;
    this.send({ kind: "results" }, () => {
      this.resultsButton.textContent = this.words.results_again;
      this.results.focus();
      this.results.scrollIntoView({ block: "start" });
    });
  }

  download(what) {
    this.flushAll();
    this.send({ kind: "file", what });
  }

  save(content, buffers) {
    const blob = new Blob(buffers, { type: content.type });
    const link = make("a", { href: URL.createObjectURL(blob), download: content.name });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
    this.say(content.name);
  }
}

// -- controls: each fills item.box and gives item.read, item.show, item.focus ---------------------

const CONTROLS = {
  radio(view, item) {
    const parts = item.spec.options.map((option) =>
      view.choice(item, "radio", option, () => view.changed(item)),
    );
    const list = make("div", { class: "tk-options" }, ...parts.map((part) => part.label));
    item.stateRadios = new Map();
    for (const state of item.spec.allow) {
      const { input, label } = view.choice(
        item, "radio", { id: `tk:${state}`, html: view.words[state] }, () => view.changed(item),
      );
      label.classList.add("tk-allow");
      item.stateRadios.set(state, input);
      list.append(label);
    }
    item.box.append(list);
    const inputs = parts.map((part) => part.input);
    item.labels = new Map(parts.map((part) => [part.input.value, part.label]));
    item.read = () => inputs.find((input) => input.checked)?.value ?? null;
    item.show = (value) => inputs.forEach((input) => (input.checked = input.value === value));
    item.focus = () => (inputs.find((input) => input.checked) ?? inputs[0]).focus();
  },

  checkbox(view, item) {
    const parts = item.spec.options.map((option) =>
      view.choice(item, "checkbox", option, () => view.changed(item)),
    );
    item.box.append(make("div", { class: "tk-options" }, ...parts.map((part) => part.label)));
    const inputs = parts.map((part) => part.input);
    item.read = () => inputs.filter((input) => input.checked).map((input) => input.value);
    item.show = (value) =>
      inputs.forEach((input) => (input.checked = (value ?? []).includes?.(input.value) ?? false));
    item.focus = () => inputs[0].focus();
  },

  line(view, item, attributes) {
    const input = view.field(item, "input", {
      oninput: () => view.changed(item, true),
      onblur: () => view.flush(item.spec.id),
      ...attributes,
    });
    const unit = item.spec.unit
      ? make("span", { class: "tk-unit", id: `${item.id}-u`, text: item.spec.unit })
      : null;
    item.box.append(make("div", { class: "tk-line" }, input, unit));
    item.read = () => input.value;
    item.show = (value) => {
      if (document.activeElement !== input) input.value = value ?? "";
    };
    item.focus = () => input.focus();
  },
  // a text field, since a browser's number field swallows "12,5" in silence
  number: (view, item) =>
    CONTROLS.line(view, item, { type: "text", inputmode: "decimal", class: "tk-number" }),
  text: (view, item) => CONTROLS.line(view, item, { type: "text" }),
  date: (view, item) => CONTROLS.line(view, item, { type: "date" }),

  long_text(view, item) {
    const area = view.field(item, "textarea", {
      rows: 4,
      oninput: () => view.changed(item, true),
      onblur: () => view.flush(item.spec.id),
    });
    item.box.append(area);
    item.read = () => area.value;
    item.show = (value) => {
      if (document.activeElement !== area) area.value = value ?? "";
    };
    item.focus = () => area.focus();
  },

  match(view, item) {
    const selects = new Map();
    const list = make("div", { class: "tk-match" });
    for (const prompt of item.spec.prompts) {
      const id = `${item.id}-${prompt.id}`;
      const select = make(
        "select",
        { id, "aria-describedby": `${item.id}-q`, onchange: () => view.changed(item), ...KEYS },
        make("option", { value: "", text: view.words.select }),
        ...item.spec.options.map((o) => make("option", { value: o.id, html: o.html })),
      );
      selects.set(prompt.id, select);
      list.append(
        make("div", { class: "tk-row" }, make("label", { for: id, html: prompt.html }), select),
      );
    }
    item.box.append(list);
    item.read = () =>
      Object.fromEntries([...selects].filter(([, s]) => s.value).map(([id, s]) => [id, s.value]));
    item.show = (value) => selects.forEach((select, id) => (select.value = value?.[id] ?? ""));
    item.focus = () =>
      ([...selects.values()].find((select) => !select.value) ?? [...selects.values()][0]).focus();
  },

  order(view, item) {
    const { words } = view;
    const texts = new Map(item.spec.options.map((option) => [option.id, option.html]));
    let order = [...item.spec.start];
    let moved = false;
    const list = make("ol", { class: "tk-order" });
    const hint = item.spec.key ? words.order_hint : words.order_hint_test;
    const rows = new Map();
    for (const [id, html] of texts) {
      const text = make("span", { html });
      const button = (word, sign, step) =>
        make("button", {
          type: "button", class: "tk-move", text: sign, ...KEYS,
          "aria-label": `${word}: ${text.textContent}`,
          onclick: (event) => move(id, step, event.currentTarget),
        });
      const moves = [button(words.up, "↑", -1), button(words.down, "↓", 1)];
      const line = make("div", { class: "tk-entry" }, text, make("span", { class: "tk-moves" }, ...moves));
      rows.set(id, make("li", {}, line));
    }
    const draw = () => list.append(...order.map((id) => rows.get(id)));
    const move = (id, step, button) => {
      const from = order.indexOf(id);
      const to = Math.max(0, Math.min(order.length - 1, from + step));
      if (from !== to) order.splice(to, 0, ...order.splice(from, 1));
      moved = true;
      draw();
      button.focus(); // re-inserting the row took it away
      view.say(fill(words.moved, {
        text: rows.get(id).querySelector("span").textContent, n: to + 1, of: order.length,
      }));
      view.changed(item);
    };
    item.box.append(make("p", { class: "tk-help", text: hint }), list);
    if (!item.spec.key) {
      item.box.append(view.button(words.keep_order, () => {
        moved = true;
        view.changed(item);
      }, "tk-quiet tk-move-keep"));
    }
    draw();
    // in a quiz with a Check button, checking says that the order is meant
    item.read = () => (moved || item.spec.key ? [...order] : null);
    item.show = (value) => {
      moved = Array.isArray(value);
      if (moved) order = [...value];
      draw();
    };
    item.focus = () => list.querySelector("button").focus();
  },
};

// -- feedback: what the key says to a value ---------------------------------------------------------

const label = (item, id) => item.spec.options.find((option) => option.id === id)?.html ?? id;

const FEEDBACK = {
  radio(item, value, key) {
    const ok = key.right.includes(value);
    const others = ok
      ? Object.entries(key.say).filter(([id]) => id !== value)
          .map(([id, html]) => `<em>${label(item, id)}</em> — ${html}`)
      : [];
    return { ok, lines: [key.say[value] ?? ""], others };
  },

  checkbox(item, value, key, words) {
    const chosen = new Set(value ?? []);
    const right = new Set(key.right);
    const ok = chosen.size === right.size && [...right].every((id) => chosen.has(id));
    const lines = item.spec.options.map(({ id, html }) => {
      const sign = chosen.has(id) === right.has(id) ? `✓ ${words.right}` : `✗ ${words.wrong}`;
      return `<strong>${sign}:</strong> <em>${html}</em> — ${key.say[id]}`;
    });
    return { ok, lines };
  },

  number(item, value, key) {
    const number = Number(String(value).replace(/[\s\u00a0]/g, "").replace(",", ".").replace("−", "-"));
    if (Number.isNaN(number)) return null; // Python says in words what is wrong
    const away = number - key.answer;
    const ok = Math.abs(away) <= key.tolerance + 1e-9;
    return { ok, lines: [ok ? key.say.right : away < 0 ? key.say.low : key.say.high] };
  },

  order(item, value, key, words) {
    const ok = JSON.stringify(value) === JSON.stringify(key.right);
    const lines = value.map((id, index) => {
      const fits = key.right[index] === id;
      const sign = fits ? `✓ ${words.right}` : `✗ ${words.wrong}`;
      return `<strong>${sign}:</strong> <em>${label(item, id)}</em> — ${key.say[id]}`;
    });
    return { ok, lines };
  },

  match(item, value, key, words) {
    const rows = item.spec.prompts.map((prompt) => {
      const fits = key.accept[prompt.id].includes(value?.[prompt.id]);
      const sign = fits ? `✓ ${words.right}` : `✗ ${words.wrong}`;
      return { fits, html: `<strong>${sign}:</strong> <em>${prompt.html}</em> — ${key.say[prompt.id]}` };
    });
    const got = rows.filter((row) => row.fits).length;
    const ok = got === rows.length;
    const sign = ok ? null : `✗ ${fill(words.part, { got, of: rows.length })}`;
    return { ok, sign, lines: rows.map((row) => row.html) };
  },
};

const SHOWS = []; // further functions that show a reply of Python
const VIEWS = {}; // a kind of card that is more than a form -> its own view

function render({ model, el, spec }) {
  const View = VIEWS[spec.kind] ?? FormView;
  const view = new View(model, el, spec);
  return () => view.close();
}

export default { render };
