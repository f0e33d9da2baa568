/*
 * A Python editor: CodeMirror 6 as a Streamlit component. Built into bundle.js by: npm ci && npm run build (in this folder)
 *
 * data: { draft, edition, text, label }. `draft` names what is edited; `text` is what the server holds of it, read when
 * the editor is made and when `edition` changes. In between the editor's own text counts, whatever the server draws.
 * State sent to Python: `typed` = { edition, text }, a moment after the last key, and at once where the editor loses the
 * focus. The text lies in the browser's storage as well, so that a refresh or a broken connection loses nothing.
 * Trigger sent to Python: `run`, at Ctrl+Enter.
 */

import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import { pythonLanguage } from "@codemirror/lang-python";
import { bracketMatching, HighlightStyle, indentOnInput, indentUnit, syntaxHighlighting } from "@codemirror/language";
import { EditorState } from "@codemirror/state";
import { drawSelection, EditorView, highlightActiveLine, highlightActiveLineGutter, keymap, lineNumbers } from "@codemirror/view";
import { tags } from "@lezer/highlight";

const PAUSE = 500; // ms after the last key
const REMEMBERED = 200; // texts that were sent
const editors = new WeakMap();
const memory = new Map(); // what is in the storage, for browsers that have none

const colours = HighlightStyle.define([
  { tag: [tags.keyword, tags.operatorKeyword, tags.controlKeyword, tags.modifier], color: "var(--st-violet-text-color)" },
  { tag: [tags.string, tags.special(tags.string)], color: "var(--st-green-text-color)" },
  { tag: [tags.number, tags.bool, tags.null], color: "var(--st-orange-text-color)" },
  { tag: [tags.comment], color: "var(--st-gray-text-color)", fontStyle: "italic" },
  { tag: [tags.function(tags.definition(tags.variableName)), tags.className], color: "var(--st-blue-text-color)" },
  { tag: [tags.meta], color: "var(--st-red-text-color)" },
]);

const looks = EditorView.theme({
  "&": {
    backgroundColor: "var(--st-background-color)",
    color: "var(--st-text-color)",
    border: "1px solid var(--st-border-color)",
    borderRadius: "var(--st-base-radius)",
    fontSize: "0.875rem",
    overflow: "hidden",
  },
  "&.cm-focused": { outline: "2px solid var(--st-primary-color)", outlineOffset: "-1px" },
  ".cm-scroller": { fontFamily: "var(--st-code-font)", lineHeight: "1.5", maxHeight: "32rem" },
  ".cm-content, .cm-gutter": { minHeight: "16rem" },
  ".cm-content": { caretColor: "var(--st-text-color)" },
  ".cm-cursor": { borderLeftColor: "var(--st-text-color)", borderLeftWidth: "2px" },
  ".cm-gutters": {
    backgroundColor: "var(--st-secondary-background-color)",
    color: "var(--st-gray-text-color)",
    border: "none",
  },
  ".cm-activeLine, .cm-activeLineGutter": {
    backgroundColor: "color-mix(in srgb, var(--st-primary-color) 9%, transparent)",
  },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": {
    backgroundColor: "color-mix(in srgb, var(--st-primary-color) 32%, transparent)",
  },
  "&.cm-focused .cm-matchingBracket": {
    backgroundColor: "color-mix(in srgb, var(--st-primary-color) 25%, transparent)",
  },
});

/** Texts that the server may have, told by a number each (FNV-1a): what is stored goes beyond them. */
function digest(text) {
  let hash = 2166136261;
  for (let place = 0; place < text.length; place++) {
    hash = Math.imul(hash ^ text.charCodeAt(place), 16777619);
  }
  return `${hash >>> 0}:${text.length}`;
}

class Keeping {
  constructor(draft) {
    this.key = `interviewer-draft-${draft}`;
    this.known = [];
  }

  /** The text to begin with: what was typed last, where the server holds a text that it came after. */
  begin(served) {
    const kept = this.kept();
    const newer = kept && kept.known.includes(digest(served));
    if (newer) {
      this.known = kept.known;
    } else {
      this.forget();
    }
    this.sent(served);
    return newer ? kept.text : served;
  }

  kept() {
    try {
      return JSON.parse(localStorage.getItem(this.key)) ?? memory.get(this.key);
    } catch {
      return memory.get(this.key);
    }
  }

  sent(text) {
    this.known = [...this.known.filter((one) => one !== digest(text)), digest(text)].slice(-REMEMBERED);
  }

  keep(text) {
    const kept = { known: this.known, text };
    memory.set(this.key, kept);
    try {
      localStorage.setItem(this.key, JSON.stringify(kept));
    } catch {
      // Full or barred: the memory of this page, and the server, have it.
    }
  }

  forget() {
    this.known = [];
    memory.delete(this.key);
    try {
      localStorage.removeItem(this.key);
    } catch {
      // Barred: there is nothing in it.
    }
  }
}

class Editor {
  constructor(place, component) {
    const { data } = component;
    this.component = component;
    this.draft = data.draft;
    this.edition = data.edition;
    this.keeping = new Keeping(data.draft);
    const begun = this.keeping.begin(data.text);
    this.view = new EditorView({ parent: place, state: this.state(begun, data.label) });
    this.flush = this.flush.bind(this);
    window.addEventListener("pagehide", this.flush);
    this.unsent = begun !== data.text;
    this.flush();
  }

  state(text, label) {
    return EditorState.create({
      doc: text,
      extensions: [
        lineNumbers(),
        history(),
        drawSelection(),
        indentOnInput(),
        bracketMatching(),
        highlightActiveLine(),
        highlightActiveLineGutter(),
        pythonLanguage,
        indentUnit.of("    "),
        EditorState.tabSize.of(4),
        syntaxHighlighting(colours),
        looks,
        keymap.of([
          { key: "Mod-Enter", run: () => this.run() },
          ...defaultKeymap,
          ...historyKeymap,
          indentWithTab,
        ]),
        EditorView.contentAttributes.of({ "aria-label": label, spellcheck: "false", autocapitalize: "off" }),
        EditorView.updateListener.of((update) => update.docChanged && this.typed()),
        EditorView.domEventHandlers({ blur: () => this.flush() }),
      ],
    });
  }

  text() {
    return this.view.state.doc.toString();
  }

  typed() {
    this.unsent = true;
    this.keeping.keep(this.text());
    clearTimeout(this.timer);
    this.timer = setTimeout(this.flush, PAUSE);
  }

  flush() {
    clearTimeout(this.timer);
    if (this.unsent) {
      this.unsent = false;
      this.keeping.sent(this.text());
      this.keeping.keep(this.text());
      this.component.setStateValue("typed", { edition: this.edition, text: this.text() });
    }
  }

  run() {
    this.flush();
    this.component.setTriggerValue("run", true);
    return true;
  }

  /** The page was drawn again. */
  update(component) {
    this.component = component;
    const { data } = component;
    if (data.edition !== this.edition) {
      this.edition = data.edition;
      clearTimeout(this.timer);
      this.keeping.forget();
      this.keeping.sent(data.text);
      this.view.setState(this.state(data.text, data.label));
      this.unsent = true;
      this.flush();
    }
  }

  end() {
    this.flush();
    window.removeEventListener("pagehide", this.flush);
    this.view.destroy();
  }
}

export default function (component) {
  const place = component.parentElement.querySelector(".editor");
  const there = editors.get(place);
  if (there && there.draft === component.data.draft) {
    there.update(component);
  } else {
    there?.end();
    editors.set(place, new Editor(place, component));
  }
  return () => {
    editors.get(place)?.end();
    editors.delete(place);
  };
}
