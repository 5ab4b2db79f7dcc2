/** What lies over the page and holds the keyboard. */
const kLayer = ".ant-modal-wrap, .ant-drawer";
/** Gone with the choice made in it, so that there is nothing to return to. */
const kMenu = ".ant-dropdown, .ant-select-dropdown, .ant-picker-dropdown, .ant-message, .ant-notification";
/** May have gone, or not. */
const kBubble = ".ant-popover";
const kFocusable = "a[href], button, input, select, textarea, [tabindex]";
const kRow = "tr, li";
/** The page itself, for when nothing nearer is left. */
const kPage = "#hp-main";

/** An element and all around it: some of them are there still when it has left the page. */
type Path = readonly Element[];

interface Layer {
  root: Element;
  /** What was used before it opened, the best place first. */
  from: readonly Path[];
}

function pathOf(element: Element): Path {
  const path: Element[] = [];
  for (let at: Element | null = element; at; at = at.parentElement) path.push(at);
  return path;
}

function isShown(element: Element): boolean {
  return element.isConnected && element.getClientRects().length > 0;
}

function isOpen({ root }: Layer): boolean {
  return isShown(root) && (!root.matches(".ant-drawer") || root.matches(".ant-drawer-open"));
}

/** What has the keyboard; the browser says "the body" for nothing. */
function holder(): Element | undefined {
  const { activeElement, body } = document;
  return activeElement && activeElement !== body ? activeElement : undefined;
}

function focus(element: Element): boolean {
  if (!(element instanceof HTMLElement) || !element.matches(kFocusable) || !isShown(element)) return false;
  element.focus({ preventScroll: true });
  return holder() === element;
}

/** At the element, or at the nearest around it; a row is reached by what can be pressed in it. */
function focusAlong(path: Path): boolean {
  return path.some(
    (at) => focus(at) || (at.matches(kRow) && [...at.querySelectorAll("a[href], button")].some(focus)),
  );
}

/** Gives the keyboard to the page when nothing to be seen has it, as after a link that has left with its own page. */
export function focusPage(): void {
  const page = document.querySelector(kPage);
  const now = holder();
  if (page && (!now || !isShown(now))) focus(page);
}

/**
 * Gives the keyboard back to what opened a dialog when the dialog closes; answers how to stop doing so. The dialogs
 * manage it themselves only where their opener is still to be seen, which the entry of a menu never is, and where they
 * are closed rather than taken away, which those rendered only while open are.
 */
export function returnFocus(): () => void {
  let layers: readonly Layer[] = [];
  let last: Path | undefined;
  let outsideBubbles: Path | undefined;
  let pressed: Element | undefined;
  let isReturning = false;

  const note = (target: Element) => {
    if (isReturning || target.closest(kMenu)) return;
    const root = target.closest(kLayer);
    const known = layers.findIndex((layer) => layer.root === root);
    if (known >= 0) layers = layers.slice(0, known + 1);
    else if (root) {
      layers = [...layers, { root, from: [last, outsideBubbles].filter((path) => path !== undefined) }];
      watch.observe(root, { attributes: true, attributeFilter: ["class", "style"], subtree: true });
    }
    last = pathOf(target);
    if (!target.closest(kBubble)) outsideBubbles = last;
  };

  /** Whether the keyboard is out of what has closed; a drawer on its way out may still hold it. */
  const give = (closed: Layer): boolean => {
    const now = holder();
    if (now && isShown(now) && !closed.root.contains(now)) return true;
    isReturning = true;
    if (!closed.from.some(focusAlong)) focusPage();
    isReturning = false;
    const then = holder();
    if (!then || closed.root.contains(then)) return !isShown(closed.root);
    note(then);
    return true;
  };

  const settle = () => {
    if (isReturning) return;
    const open = layers.findLastIndex(isOpen) + 1;
    const closed = layers[open];
    if (closed) layers = give(closed) ? layers.slice(0, open) : layers.slice(0, open + 1);
  };
  const watch = new MutationObserver(settle);

  const onFocus = ({ target }: FocusEvent) => {
    if (!(target instanceof Element)) return;
    // A press beside everything that takes the keyboard gives it to what lies around; the place was the pressed one.
    const isAround = pressed !== undefined && pressed !== target && target.contains(pressed);
    pressed = undefined;
    if (!isAround) note(target);
  };
  const onPress = ({ target }: PointerEvent) => {
    if (!(target instanceof Element)) return;
    pressed = target;
    note(target);
  };
  // Who leaves a field for nothing and goes on by keys, "n" for a new record, must not find himself typing in it.
  const onLeave = ({ target, relatedTarget }: FocusEvent) => {
    if (relatedTarget || !document.hasFocus() || !(target instanceof Element)) return;
    if (!isShown(target) || target.matches(":disabled") || target.closest(`${kMenu}, ${kLayer}`)) return;
    last = undefined;
    outsideBubbles = undefined;
  };

  watch.observe(document.body, { childList: true });
  document.addEventListener("focusin", onFocus, true);
  document.addEventListener("focusout", onLeave, true);
  document.addEventListener("pointerdown", onPress, true);
  return () => {
    watch.disconnect();
    document.removeEventListener("focusin", onFocus, true);
    document.removeEventListener("focusout", onLeave, true);
    document.removeEventListener("pointerdown", onPress, true);
  };
}
