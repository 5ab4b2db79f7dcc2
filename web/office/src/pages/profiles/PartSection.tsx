import { asProblem } from "@shared/api/problem";
import { type PartCalls, profiles } from "@shared/api/profileCalls";
import { CommandMenu } from "@shared/ui/command/CommandButtons";
import { useCan } from "@shared/ui/command/CommandProvider";
import { bind, type Command } from "@shared/ui/command/command";
import { ProblemState } from "@shared/ui/EmptyState";
import { changed, filled } from "@shared/ui/form/changes";
import { FormDrawer } from "@shared/ui/form/FormDrawer";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { App, Button, Skeleton } from "antd";
import { Pencil, Plus, Trash2 } from "lucide-react";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";

export type PartKind = "addresses" | "contacts" | "channels" | "vehicles" | "devices";

interface AnyPart {
  customer_id: string;
  id: string;
  version: number;
}

export interface PartSectionProps<I extends AnyPart, W extends object> {
  customerId: string;
  kind: PartKind;
  icon: ReactNode;
  initial: Partial<W>;
  labels: Readonly<Record<string, string>>;
  /** The first line, and what a person calls it. */
  name: (part: I) => string;
  mark?: (part: I) => ReactNode;
  lines: (part: I) => readonly ReactNode[];
  inputs: (part: I | undefined) => ReactNode;
}

/** One kind of part: its entries, each with edit and remove, and a form. */
export function PartSection<I extends AnyPart, W extends object>(props: PartSectionProps<I, W>) {
  const { t } = useTranslation();
  const can = useCan();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const { customerId, kind, labels } = props;
  const calls = profiles[kind] as unknown as PartCalls<I, Partial<W>>;
  const [form, setForm] = useState<{ part?: I }>();
  const title = t(`profiles.${kind}`);
  const query = useQuery({
    queryKey: ["customer", customerId, kind],
    queryFn: ({ signal }) => calls.list(customerId, signal),
  });
  const edit: Command<I> = {
    id: `profiles.${kind}.edit`,
    label: (text) => text("action.edit"),
    icon: Pencil,
    permission: "customers.write",
    run: (part) => setForm({ part }),
  };
  const remove: Command<I> = {
    id: `profiles.${kind}.remove`,
    label: (text) => text("action.remove"),
    icon: Trash2,
    permission: "customers.write",
    danger: true,
    confirm: (text, part) => ({
      title: text("profiles.removeTitle", { name: props.name(part) }),
      text: text("profiles.removeText"),
      danger: true,
    }),
    run: (part, key) => calls.remove(customerId, part.id, { key }),
    done: (text) => text("profiles.removed"),
    refresh: ["customer", "customers"],
  };
  const initial = (form?.part ?? props.initial) as unknown as Partial<W>;
  return (
    <section className="hp-parts">
      <header className="hp-parts-head">
        <h3>{title}</h3>
        {can("customers.write") ? (
          <Button
            type="text"
            size="small"
            icon={<Plus size={15} />}
            aria-label={t("profiles.addTo", { what: title })}
            onClick={() => setForm({})}
          >
            {t("profiles.add")}
          </Button>
        ) : null}
      </header>
      {query.error ? (
        <ProblemState problem={asProblem(query.error)} retry={() => void query.refetch()} compact />
      ) : null}
      {query.isPending ? <Skeleton active title={false} paragraph={{ rows: 1 }} /> : null}
      {query.data?.items.length === 0 ? <p className="hp-faint">{t("profiles.none")}</p> : null}
      <ul className="hp-parts-list">
        {query.data?.items.map((part) => (
          <li key={part.id}>
            <span className="hp-faint" aria-hidden="true">
              {props.icon}
            </span>
            <div>
              <strong>{props.name(part)}</strong> {props.mark?.(part)}
              {props
                .lines(part)
                .filter((line) => line !== undefined && line !== null && line !== "")
                .map((line, i) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: the lines of an entry have a fixed order
                  <small key={i}>{line}</small>
                ))}
            </div>
            <CommandMenu commands={[bind(edit, part), bind(remove, part)]} />
          </li>
        ))}
      </ul>
      <FormDrawer<W, I>
        open={form !== undefined}
        title={t(form?.part ? "profiles.editTitle" : "profiles.addTo", { what: title })}
        initial={initial}
        version={form?.part?.version}
        labels={labels}
        submit={(values, { key, version, base }) =>
          form?.part
            ? calls.update(customerId, form.part.id, changed(base, values), { key, version })
            : calls.create(customerId, filled(values), { key })
        }
        onClose={() => setForm(undefined)}
        onDone={() => {
          void queries.invalidateQueries({ queryKey: ["customer", customerId] });
          void queries.invalidateQueries({ queryKey: ["customers"] });
          void message.success(t("profiles.saved"));
          setForm(undefined);
        }}
      >
        {props.inputs(form?.part)}
      </FormDrawer>
    </section>
  );
}
