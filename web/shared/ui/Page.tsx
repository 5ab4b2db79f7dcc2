import type { ReactNode } from "react";
import { CommandButton, CommandMenu } from "./command/CommandButtons";
import { usePageCommands } from "./command/CommandProvider";
import type { BoundCommand } from "./command/command";
import { useTitle } from "./useTitle";

interface PageProps {
  title: string;
  /** One quiet line below the title. */
  sub?: ReactNode;
  /** The first available one is the primary button, the others follow behind "…". */
  commands?: readonly BoundCommand[];
  extra?: ReactNode;
  children: ReactNode;
  narrow?: boolean;
}

export function PageHead(props: {
  title: string;
  sub?: ReactNode;
  extra?: ReactNode;
  primary: BoundCommand | undefined;
  others: readonly BoundCommand[];
}) {
  const { title, sub, extra, primary, others } = props;
  useTitle(title);
  return (
    <header className="hp-page-head">
      <div className="hp-page-title">
        <h1>{title}</h1>
        {sub ? <div className="hp-page-sub">{sub}</div> : null}
      </div>
      <div className="hp-page-actions">
        {extra}
        <CommandMenu commands={others} size="middle" />
        {primary ? <CommandButton command={primary} kind="primary" /> : null}
      </div>
    </header>
  );
}

/** A screen: its name and main action on top, its content below. */
export function Page(props: PageProps) {
  const { title, sub, commands = [], extra, children, narrow } = props;
  usePageCommands(commands);
  const [primary, ...others] = commands;
  return (
    <div className={`hp-page${narrow ? " hp-page-narrow" : ""}`}>
      <PageHead title={title} sub={sub} extra={extra} primary={primary} others={others} />
      {children}
    </div>
  );
}

export function Panel(props: {
  title?: ReactNode;
  extra?: ReactNode;
  children: ReactNode;
  className?: string;
  flush?: boolean;
}) {
  return (
    <section className={`hp-panel${props.flush ? " hp-panel-flush" : ""} ${props.className ?? ""}`}>
      {props.title || props.extra ? (
        <header className="hp-panel-head">
          <h2>{props.title}</h2>
          {props.extra}
        </header>
      ) : null}
      <div className="hp-panel-body">{props.children}</div>
    </section>
  );
}

/** Label and value pairs, aligned; the ones without a value stay out. */
export function Facts(props: {
  items: readonly (readonly [label: string, value: ReactNode] | undefined | false)[];
}) {
  return (
    <dl className="hp-facts">
      {props.items.map((item) =>
        item ? (
          <div key={item[0]}>
            <dt>{item[0]}</dt>
            <dd>{item[1]}</dd>
          </div>
        ) : null,
      )}
    </dl>
  );
}

/** Something wider than its place, such as a table on a phone: scrolled by finger, wheel or arrow keys. */
export function ScrollX(props: { label: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: without focus the keyboard could not scroll it
    <section className="hp-scroll" aria-label={props.label} tabIndex={0}>
      {props.children}
    </section>
  );
}
