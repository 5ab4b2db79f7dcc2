import { customers } from "@shared/api/endpoints";
import type { CustomerListItem } from "@shared/api/types";
import { useCommandHost, usePageCommandList } from "@shared/ui/command/CommandProvider";
import { Kbd, Phone, Points, TierTag } from "@shared/ui/Values";
import { useQuery } from "@tanstack/react-query";
import { Modal, Spin } from "antd";
import { Command } from "cmdk";
import { CornerDownLeft, FileText, Keyboard, Search, UserRound, Zap } from "lucide-react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { modules } from "../modules";
import { groupKeys } from "./navIcons";
import { useVisibleNav } from "./SideMenu";

const kTypingMs = 180;
const kCustomersShown = 6;

function useSettled(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), kTypingMs);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}

/** By name, phone or card; a code that names exactly one member comes first. */
async function findCustomers(text: string, signal: AbortSignal): Promise<CustomerListItem[]> {
  const looksLikeCode = /^[\w%?;=^-]{5,}$/.test(text);
  const [exact, found] = await Promise.all([
    looksLikeCode
      ? customers.find(text, signal).then(
          (head) => head.customer,
          () => undefined,
        )
      : undefined,
    customers.list({ q: text, limit: kCustomersShown }, signal),
  ]);
  const others = found.items.filter((customer) => customer.id !== exact?.id);
  return exact ? [exact, ...others] : others;
}

export default function Palette(props: { onClose: () => void; onHelp: () => void }) {
  const { t } = useTranslation();
  const { onClose } = props;
  const host = useCommandHost();
  const navigate = useNavigate();
  const nav = useVisibleNav();
  const pageCommands = usePageCommandList();
  const [text, setText] = useState("");
  const settled = useSettled(text.trim());
  const maySearch = host.can("customers.read") && settled.length >= 1;
  const found = useQuery({
    queryKey: ["customers", "palette", settled],
    queryFn: ({ signal }) => findCustomers(settled, signal),
    enabled: maySearch,
    staleTime: 5_000,
  });
  const everywhere = modules
    .flatMap((module) => module.commands ?? [])
    .filter((command) => command.available(host.can));
  // A key works where its command is on the page.
  const here = new Set(pageCommands.map((command) => command.id));
  const onPage = pageCommands.filter((command) => !everywhere.some((other) => other.id === command.id));

  const then = (work: () => unknown) => () => {
    onClose();
    work();
  };
  return (
    <Modal
      open
      footer={null}
      closable={false}
      onCancel={onClose}
      width={640}
      className="hp-palette"
      destroyOnHidden
      style={{ top: "12vh" }}
      aria-label={t("shell.searchAnything")}
    >
      <Command label={t("shell.searchAnything")} loop>
        <div className="hp-palette-input">
          <Search size={17} aria-hidden="true" />
          <Command.Input
            autoFocus
            value={text}
            onValueChange={setText}
            placeholder={t("shell.paletteHint")}
          />
          {maySearch && found.isFetching ? <Spin size="small" /> : <Kbd>Esc</Kbd>}
        </div>
        <Command.List>
          <Command.Empty>
            {maySearch && found.isFetching ? t("shell.paletteSearching") : t("shell.paletteNothing")}
          </Command.Empty>
          {maySearch && found.data && found.data.length > 0 ? (
            <Command.Group heading={t("shell.paletteCustomers")}>
              {found.data.map((customer) => (
                <Command.Item
                  key={customer.id}
                  value={`customer ${customer.id}`}
                  keywords={[text]}
                  onSelect={then(() => navigate(`/customers/${customer.id}`))}
                >
                  <UserRound size={16} aria-hidden="true" />
                  <span className="hp-palette-main">
                    {customer.name}
                    {customer.tier_name ? <TierTag name={customer.tier_name} /> : null}
                  </span>
                  <span className="hp-palette-side">
                    {customer.combined_points === undefined ? null : (
                      <Points value={customer.combined_points} />
                    )}
                    {customer.phone ? <Phone text={customer.phone} /> : null}
                  </span>
                </Command.Item>
              ))}
            </Command.Group>
          ) : null}
          <Command.Group heading={t("shell.paletteActions")}>
            {[...onPage, ...everywhere].map((command) => {
              const Icon = command.icon ?? Zap;
              const label = command.label(t);
              return (
                <Command.Item
                  key={command.id}
                  value={`${label} ${command.id}`}
                  onSelect={then(() => command.run(host))}
                >
                  <Icon size={16} aria-hidden="true" />
                  <span className="hp-palette-main">{label}</span>
                  {command.keys && here.has(command.id) ? <Kbd>{command.keys}</Kbd> : null}
                </Command.Item>
              );
            })}
            <Command.Item value={`${t("shell.help")} help keys`} onSelect={then(props.onHelp)}>
              <Keyboard size={16} aria-hidden="true" />
              <span className="hp-palette-main">{t("shell.help")}</span>
              <Kbd>?</Kbd>
            </Command.Item>
          </Command.Group>
          <Command.Group heading={t("shell.palettePages")}>
            {nav.flatMap(({ group, entries }) =>
              entries.map((entry) => (
                <Command.Item
                  key={entry.path}
                  value={`${entry.label(t)} ${entry.path}`}
                  keywords={[t(groupKeys[group])]}
                  onSelect={then(() => navigate(entry.path))}
                >
                  <FileText size={16} aria-hidden="true" />
                  <span className="hp-palette-main">
                    {entry.label(t)}
                    <small>{t(groupKeys[group])}</small>
                  </span>
                  {entry.go ? (
                    <span>
                      <Kbd>g</Kbd> <Kbd>{entry.go}</Kbd>
                    </span>
                  ) : (
                    <CornerDownLeft size={14} className="hp-faint" aria-hidden="true" />
                  )}
                </Command.Item>
              )),
            )}
            <Command.Item
              value={`${t("shell.account")} /account`}
              onSelect={then(() => navigate("/account"))}
            >
              <UserRound size={16} aria-hidden="true" />
              <span className="hp-palette-main">{t("shell.account")}</span>
            </Command.Item>
          </Command.Group>
        </Command.List>
      </Command>
    </Modal>
  );
}
