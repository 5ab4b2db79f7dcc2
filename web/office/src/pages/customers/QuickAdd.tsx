import type { Customer } from "@shared/api/types";
import { CommandButton } from "@shared/ui/command/CommandButtons";
import { usePageCommands } from "@shared/ui/command/CommandProvider";
import { bind, type Command } from "@shared/ui/command/command";
import { MessageSquarePlus } from "lucide-react";
import { useState } from "react";
import { FollowUpSheet } from "../follow_ups/FollowUpSheet";

/** What is written down most often, from where it will be read. */
export function QuickAdd(props: { customer: Pick<Customer, "id" | "name"> }) {
  const { id, name } = props.customer;
  const [open, setOpen] = useState(false);
  const record: Command = {
    id: "customers.record_contact",
    label: (t) => t("records.recordContact"),
    icon: MessageSquarePlus,
    permission: "follow_ups.write",
    keys: "a",
    run: () => setOpen(true),
  };
  const commands = [bind(record, undefined)];
  usePageCommands(commands);
  return (
    <>
      {commands.map((command) => (
        <CommandButton key={command.id} command={command} />
      ))}
      {open ? <FollowUpSheet customer={{ id, name }} onClose={() => setOpen(false)} /> : null}
    </>
  );
}
