// Runs inside the page: finds elements the way people and screen readers name
// them, by role and accessible name. A small part of the ARIA rules, the part
// that a well-made page needs; the same in every browser, which is why it is
// here and not left to the drivers.
//
// The driver evaluates this file as an expression: a function of one request.

(request) => {
  const IMPLICIT = {
    ARTICLE: "article", ASIDE: "complementary", BUTTON: "button", DATALIST: "listbox", DD: "definition",
    DETAILS: "group", DIALOG: "dialog", DT: "term", FIELDSET: "group", FIGURE: "figure", H1: "heading",
    H2: "heading", H3: "heading", H4: "heading", H5: "heading", H6: "heading", HR: "separator", LI: "listitem",
    MAIN: "main", MENU: "list", METER: "meter", NAV: "navigation", OL: "list", OPTGROUP: "group",
    OPTION: "option", OUTPUT: "status", P: "paragraph", PROGRESS: "progressbar", SEARCH: "search",
    SUMMARY: "button", TABLE: "table", TBODY: "rowgroup", TEXTAREA: "textbox", TFOOT: "rowgroup",
    THEAD: "rowgroup", TIME: "time", TR: "row", UL: "list",
  };
  const INPUTS = {
    button: "button", submit: "button", reset: "button", image: "button", checkbox: "checkbox", radio: "radio",
    range: "slider", number: "spinbutton", search: "searchbox", hidden: null, file: "file",
  };
  const NAMED_BY_CONTENT = new Set([
    "button", "cell", "checkbox", "columnheader", "gridcell", "heading", "link", "listitem", "menuitem",
    "menuitemcheckbox", "menuitemradio", "option", "radio", "row", "rowheader", "switch", "tab", "term", "tooltip",
    "treeitem", "status", "alert", "paragraph",
  ]);
  const CONTROLS = "input, select, textarea";

  const squeeze = (text) => (text ?? "").replace(/\s+/g, " ").trim();

  function roleOf(element) {
    const given = element.getAttribute("role")?.trim().split(/\s+/)[0];
    if (given) return given;
    const tag = element.tagName.toUpperCase();
    switch (tag) {
      case "A": return element.hasAttribute("href") ? "link" : null;
      case "IMG": return element.getAttribute("alt") === "" ? "presentation" : "img";
      case "INPUT": return inputRole(element);
      case "SELECT": return element.multiple || element.size > 1 ? "listbox" : "combobox";
      case "HEADER": return isPageLevel(element) ? "banner" : null;
      case "FOOTER": return isPageLevel(element) ? "contentinfo" : null;
      case "SECTION": return nameOf(element, "region") ? "region" : null;
      case "FORM": return nameOf(element, "form") ? "form" : null;
      case "TH": return element.getAttribute("scope") === "row" ? "rowheader" : "columnheader";
      case "TD": return element.closest("[role=grid], [role=treegrid]") ? "gridcell" : "cell";
      default: return IMPLICIT[tag] ?? null;
    }
  }

  function inputRole(input) {
    if (input.hasAttribute("list")) return "combobox";
    return input.type in INPUTS ? INPUTS[input.type] : "textbox";
  }

  function isPageLevel(element) {
    return !element.closest("article, aside, main, nav, section, dialog, [role=dialog]");
  }

  function nameOf(element, role = roleOf(element)) {
    const byIds = (element.getAttribute("aria-labelledby") ?? "").split(/\s+/).filter(Boolean);
    const named = squeeze(byIds.map((id) => textOf(document.getElementById(id))).join(" "));
    return (
      named ||
      squeeze(element.getAttribute("aria-label")) ||
      nativeName(element) ||
      (NAMED_BY_CONTENT.has(role) ? squeeze(textOf(element)) : "") ||
      squeeze(element.getAttribute("title")) ||
      squeeze(element.getAttribute("placeholder"))
    );
  }

  function nativeName(element) {
    if (element.matches("input[type=button], input[type=submit], input[type=reset]")) return squeeze(element.value);
    if (element.labels?.length) return squeeze([...element.labels].map((label) => textOf(label)).join(" "));
    if (element.matches("img, input[type=image]")) return squeeze(element.alt);
    const naming = { FIELDSET: "legend", TABLE: "caption", FIGURE: "figcaption", DETAILS: "summary" }[element.tagName];
    if (naming) return squeeze(textOf(element.querySelector(`:scope > ${naming}`)));
    if (element.tagName === "OPTGROUP") return squeeze(element.label);
    if (element.namespaceURI?.endsWith("svg")) return squeeze(element.querySelector(":scope > title")?.textContent);
    return "";
  }

  // The words of a subtree as read aloud: labels and alternatives count, what is
  // hidden does not, and a field inside a label is not part of the label.
  function textOf(node) {
    if (!node) return "";
    if (node.nodeType === Node.TEXT_NODE) return node.data;
    if (node.nodeType !== Node.ELEMENT_NODE) return "";
    if (node.getAttribute("aria-hidden") === "true" || node.matches("script, style, template")) return "";
    const inner = [...node.childNodes].map((child) => {
      if (child.nodeType !== Node.ELEMENT_NODE) return textOf(child);
      if (child.matches(CONTROLS) || !isRendered(child)) return "";
      const label = child.getAttribute("aria-label") ?? (child.tagName === "IMG" ? child.alt : null);
      const text = label ?? textOf(child);
      return getComputedStyle(child).display.startsWith("inline") ? text : ` ${text} `;
    });
    return inner.join("");
  }

  function isRendered(element) {
    return element.checkVisibility({ checkVisibilityCSS: true, visibilityProperty: true });
  }

  // While a modal dialog is open the rest of the page is out of reach, for
  // people and so for tests; announcements are heard all the same.
  function isReachable(element) {
    if (!isRendered(element) || element.closest("[aria-hidden=true], [inert]")) return false;
    const modal = [...document.querySelectorAll("dialog:modal")].at(-1);
    return !modal || modal.contains(element) || element.closest("[role=status], [role=alert], output") !== null;
  }

  function matches(name, wanted) {
    if (wanted === undefined || wanted === null) return true;
    return typeof wanted === "string" ? name === squeeze(wanted) : new RegExp(wanted.source, wanted.flags).test(name);
  }

  function says(text, pattern) {
    return typeof pattern === "string" ? text.includes(squeeze(pattern)) : matches(text, pattern);
  }

  function findIn(root, { role, name, hidden }) {
    return [...root.querySelectorAll("*")].filter(
      (element) => roleOf(element) === role && (hidden || isReachable(element)) && matches(nameOf(element, role), name),
    );
  }

  // Elements in every scope of the one before: `within` is a list of role and name.
  function find({ within = [], ...wanted }) {
    const roots = within.reduce((roots, scope) => roots.flatMap((root) => findIn(root, scope)), [document]);
    const found = roots.flatMap((root) => (wanted.role ? findIn(root, wanted) : [root === document ? document.body : root]));
    return [...new Set(found)];
  }

  // What is on the page, for a message that says why something was not found.
  function inventory() {
    const seen = new Map();
    for (const element of document.querySelectorAll("*")) {
      const role = roleOf(element);
      if (!role || ["presentation", "none", "listitem", "rowgroup", "paragraph", "generic"].includes(role) || !isReachable(element)) continue;
      const names = seen.get(role) ?? seen.set(role, []).get(role);
      names.push(nameOf(element, role).slice(0, 60));
    }
    return [...seen].map(([role, names]) => {
      const shown = names.slice(0, 25).map((name) => (name ? `“${name}”` : "(no name)"));
      return `${role}: ${shown.join(", ")}${names.length > 25 ? `, and ${names.length - 25} more` : ""}`;
    });
  }

  // Whether a click at the element's middle would reach it, and if not, why.
  function readiness(element) {
    if (!element.isConnected) return "it left the page";
    if (element.matches(":disabled") || element.getAttribute("aria-disabled") === "true") return "it is disabled";
    let top = null;
    for (const block of ["nearest", "center"]) {
      element.scrollIntoView({ block, inline: "nearest", behavior: "instant" });
      const box = element.getBoundingClientRect();
      if (box.width === 0 || box.height === 0) return "it has no size";
      top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
      const hit = top && [element, ...(element.labels ?? [])].some((target) => target.contains(top));
      if (hit) return null;
    }
    if (!top) return "it is outside the window";
    return `${roleOf(top) ?? top.tagName.toLowerCase()} “${squeeze(top.textContent).slice(0, 40)}” covers it`;
  }

  const describe = (element) => ({ role: roleOf(element), name: nameOf(element) });

  switch (request.do) {
    case "find": return find(request)[request.nth ?? 0] ?? null;
    case "count": return find(request).length;
    case "texts": return find(request).map((element) => squeeze(element.innerText));
    case "names": return find(request).map((element) => nameOf(element));
    case "value": return find(request)[request.nth ?? 0]?.value ?? null;
    case "state": {
      const element = find(request)[request.nth ?? 0];
      if (!element) return null;
      const flag = (name) => element.getAttribute(`aria-${name}`);
      return {
        ...describe(element), value: element.value ?? null, text: squeeze(element.innerText),
        checked: element.checked ?? flag("checked") === "true", disabled: element.matches(":disabled") || flag("disabled") === "true",
        expanded: flag("expanded"), selected: flag("selected"), current: flag("current"), invalid: flag("invalid"),
        sort: flag("sort"), pressed: flag("pressed"), focused: element === document.activeElement,
        description: squeeze((flag("describedby") ?? "").split(/\s+/).map((id) => textOf(document.getElementById(id))).join(" ")),
      };
    }
    case "readiness": return readiness(request.element);
    case "focused": return document.activeElement && document.activeElement !== document.body ? describe(document.activeElement) : null;
    case "inventory": return inventory();
    case "says": return find(request).some((element) => says(squeeze(element.innerText), request.pattern));
    default: throw new Error(`roles.js does not know “${request.do}”`);
  }
}
