/** Lets commands that live outside components lead to a page. */
type Go = (path: string) => void;

let go: Go = (path) => window.location.assign(path);

export function setNavigate(navigate: Go): void {
  go = navigate;
}

export function goTo(path: string): void {
  go(path);
}
