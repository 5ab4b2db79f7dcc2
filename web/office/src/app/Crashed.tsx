import { EmptyState } from "@shared/ui/EmptyState";
import { Button } from "antd";
import { Component, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

/** After an upgrade the chunks of the version in memory are gone from the server; a reload fetches the new ones. */
function isStaleChunk(error: unknown): boolean {
  return (
    error instanceof Error &&
    /dynamically imported module|Importing a module script failed|module script/i.test(error.message)
  );
}

export function Crashed(props: { error: unknown }) {
  const { t } = useTranslation();
  const { error } = props;
  const stale = isStaleChunk(error);
  return (
    <EmptyState
      kind="failed"
      title={t("shell.crashedTitle")}
      text={stale ? t("shell.newVersion") : t("shell.crashedText")}
    >
      <Button type="primary" onClick={() => window.location.reload()}>
        {t("shell.reload")}
      </Button>
      {stale ? null : (
        <code className="hp-faint">{error instanceof Error ? error.message : String(error)}</code>
      )}
    </EmptyState>
  );
}

/** Keeps a mistake in one page from taking the shell with it. */
export class CrashGuard extends Component<
  { children: ReactNode; where: string },
  { error: unknown; where: string }
> {
  override state = { error: undefined as unknown, where: this.props.where };

  static getDerivedStateFromError(error: unknown) {
    return { error };
  }

  static getDerivedStateFromProps(props: { where: string }, state: { where: string }) {
    return props.where === state.where ? null : { error: undefined, where: props.where };
  }

  override render() {
    return this.state.error === undefined ? this.props.children : <Crashed error={this.state.error} />;
  }
}
