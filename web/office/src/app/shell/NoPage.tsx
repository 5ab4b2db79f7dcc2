import { EmptyState } from "@shared/ui/EmptyState";
import { useTitle } from "@shared/ui/useTitle";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

export function NotFound() {
  const { t } = useTranslation();
  useTitle(t("shell.notFoundTitle"));
  return (
    <EmptyState page kind="missing" title={t("shell.notFoundTitle")} text={t("shell.notFoundText")}>
      <Link to="/">{t("shell.goHome")}</Link>
    </EmptyState>
  );
}

export function NotAllowed(props: { permissions: readonly string[] }) {
  const { t } = useTranslation();
  useTitle(t("empty.notAllowedTitle"));
  return (
    <EmptyState
      page
      kind="notAllowed"
      text={t("empty.notAllowedText", { detail: props.permissions.join(", ") })}
    >
      <Link to="/">{t("shell.goHome")}</Link>
    </EmptyState>
  );
}
